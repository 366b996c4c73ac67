"""Words within a form: what is an answer, and what means the same in every state."""

from __future__ import annotations

from typing import Any

import pytest

from actions.form.state import Filling, to_slot
from actions.progress import ASKING_NUMBER
from actions.routing import next_action

pytestmark = pytest.mark.unit

FORM = "action_form"
BY_MODEL, BY_RULE = {"rule": "model"}, {"rule": "cannot_breathe"}


def slots(asking: str, *expects: str, **more: Any) -> dict[str, Any]:
    filling = to_slot(Filling("k" * 32, "elder_card", "self", asking))
    return {"form": "elder_card", "filling": filling, "asking": asking, "expects": list(expects) or None, **more}


@pytest.mark.parametrize(
    "label", ["inform.name", "oos", "svc.id_card", "dlg.affirm", "dlg.cancel", "unsure", "meta.privacy"]
)
def test_within_a_form_words_are_for_the_form(label: str) -> None:
    assert next_action(label, "赵玉梅", {}, slots("name", "name")) == FORM


@pytest.mark.parametrize("label", ["dlg.human", "dlg.repeat", "dlg.slower", "dlg.louder", "dlg.wait", "dlg.restart"])
def test_what_means_the_same_everywhere_is_left_to_the_rules(label: str) -> None:
    assert next_action(label, "啊？听不见", {}, slots("name", "name")) is None


@pytest.mark.parametrize("label", ["emg.medical", "emg.fire", "fraud.victim", "unsure_danger", "unsure_fraud"])
@pytest.mark.parametrize("asking", [("name", "name"), ("problem", "text"), ("phone", "phone"), ("consent",)])
def test_danger_goes_before_every_question(label: str, asking: tuple[str, ...]) -> None:
    assert next_action(label, "我喘不上气了快来人", BY_RULE, slots(*asking)) is None


@pytest.mark.parametrize(
    ("text", "asking"),
    [
        ("一三八零零一三八零零零", ("phone", "phone")),
        ("阳光小区三栋二单元四零二", ("address", "address")),
        ("买买提", ("name", "name")),
        ("换卡", ("kind", "choice", "新办", "换卡")),
    ],
)
def test_a_danger_only_the_model_suspects_gives_way_to_a_plain_answer(text: str, asking: tuple[str, ...]) -> None:
    assert next_action("unsure_danger", text, BY_MODEL, slots(*asking)) == FORM


def test_a_danger_the_model_suspects_in_a_story_does_not() -> None:
    assert next_action("emg.medical", "我老伴倒地上叫不醒了", BY_MODEL, slots("problem", "text")) is None


def test_a_choice_is_one_though_it_sounds_like_starting_over() -> None:
    assert next_action("dlg.restart", "头一个", {}, slots("kind", "choice", "新办", "换卡")) == FORM
    assert next_action("dlg.human", "头一个", {}, slots("kind", "choice", "新办", "换卡")) is None


@pytest.mark.parametrize(
    ("label", "text", "asking"),
    [
        ("dlg.wait", "嗯找到了", {"asking": "lesson_step"}),
        ("unsure_danger", "打开了", {"asking": "lesson_step"}),
        ("ask.place", "没看见啊在哪儿", {"asking": "lesson_step"}),
        ("fraud.victim", "赶紧汇钱", {"asking": "lesson_quiz", "expects": ["choice", "打他平时的号", "赶紧汇钱"]}),
    ],
)
def test_a_step_that_is_done_and_a_quiz_that_is_answered_belong_to_the_lesson(
    label: str, text: str, asking: dict[str, Any]
) -> None:
    assert next_action(label, text, BY_MODEL, asking) == "action_lesson"
    assert next_action("emg.medical", "我喘不上气了快来人", BY_RULE, asking) is None
    assert next_action("dlg.human", "找人", {}, asking) is None


def test_without_a_form_the_rules_decide() -> None:
    assert next_action("inform.name", "赵玉梅", {}, {}) is None
    assert next_action("inform.name", "赵玉梅", {}, {"form": "elder_card", "filling": "broken"}) is None


@pytest.mark.parametrize("label", ["unsure_fraud", "unsure_danger", "fraud.credential"])
def test_whoever_goes_on_with_a_code_gives_nothing_secret_away(label: str) -> None:
    assert next_action(label, "接着办，834920", BY_MODEL, {}) == "action_go_on"
    assert next_action(label, "有人让我接着念，834920", BY_MODEL, {}) is None


def test_a_case_number_that_is_asked_for_is_one_though_it_could_be_a_secret() -> None:
    asked = {"asking": ASKING_NUMBER}
    assert next_action("fraud.credential", "7502 4460", BY_RULE, asked) == "action_progress"
    assert next_action("fraud.credential", "7502 4461", BY_RULE, asked) is None
    assert next_action("unsure_danger", "7502 4461", BY_RULE, asked) == "action_progress"
    assert next_action("oos", "算了", {}, asked) is None


@pytest.mark.parametrize(
    ("text", "action"), [("没有，还是没解决", "action_decline"), ("好了，解决了", "action_confirm")]
)
def test_whether_a_case_is_settled_is_answered_whatever_else_it_sounds_like(text: str, action: str) -> None:
    assert next_action("meta.progress", text, {}, {"offered": "settled"}) == action
    assert next_action("meta.progress", text, {}, {}) is None
