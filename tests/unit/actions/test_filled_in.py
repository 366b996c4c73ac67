"""A volunteer fills in one field beside the person: checked like any answer, and nothing is asked twice."""

from __future__ import annotations

import pytest

from actions.form.state import from_slot
from tests.unit.actions.conversation import Conversation, Heard

pytestmark = pytest.mark.unit

ID_NUMBER = "11010519491231002X"


def begin(visit: Conversation, agreed: bool = True) -> None:
    visit.hear("帮我办", "svc.elder_allowance", aspect="apply")
    if agreed:
        visit.hear("可以", "dlg.affirm")


def told(visit: Conversation) -> dict[str, str]:
    filling = from_slot(visit.slots["filling"])
    assert filling is not None
    return {one.key: one.value for one in filling.answers}


def problem(heard: list[Heard]) -> object:
    """What only the desk is told."""
    (only,) = heard
    assert only.card is not None and only.card["kind"] == "desk"
    return only.card["problem"]


def test_the_field_that_was_asked_is_filled_in_and_the_next_one_asked(visit: Conversation) -> None:
    begin(visit)
    noted, question = visit.fill_in("name", "王秀英")
    assert told(visit) == {"name": "王秀英"}
    assert noted.text == "姓名填好了。" and "身份证" in question.text
    assert "王秀英" not in noted.text + question.text


def test_another_field_is_filled_in_and_the_open_question_stays(visit: Conversation) -> None:
    begin(visit)
    visit.fill_in("phone", "13800138000")
    assert told(visit) == {"phone": "13800138000"}
    assert visit.slots["asking"] == "name"


def test_an_identity_number_that_was_typed_needs_no_repeating(visit: Conversation) -> None:
    begin(visit)
    visit.fill_in("name", "王秀英")
    visit.fill_in("id_number", ID_NUMBER)
    assert told(visit)["id_number"] == ID_NUMBER
    assert visit.slots["asking"] == "phone"


@pytest.mark.parametrize(
    ("key", "words", "why"),
    [("id_number", "123", "wrong_length"), ("phone", "1380013", "incomplete"), ("shoe_size", "43", "field")],
)
def test_what_is_wrong_is_told_to_the_desk_and_changes_nothing(
    visit: Conversation, key: str, words: str, why: str
) -> None:
    begin(visit)
    before = dict(visit.slots)
    assert problem(visit.fill_in(key, words)) == why
    assert (told(visit), visit.slots["asking"]) == ({}, before["asking"])


def test_nothing_personal_is_filled_in_before_the_person_agreed(visit: Conversation) -> None:
    begin(visit, agreed=False)
    assert problem(visit.fill_in("name", "王秀英")) == "consent"
    assert told(visit) == {} and visit.slots["asking"] == "consent"


def test_a_refused_field_leaves_the_question_to_be_said_again(visit: Conversation) -> None:
    begin(visit)
    visit.fill_in("phone", "1380013")
    assert [one.text for one in visit.hear("再说一遍", "dlg.repeat")] == ["请问您叫什么名字？"]


def test_words_that_mean_something_else_are_still_what_is_filled_in(visit: Conversation) -> None:
    begin(visit)
    visit.fill_in("name", "王秀英", label="dlg.repeat")
    assert told(visit) == {"name": "王秀英"}


def test_danger_goes_first_whoever_types_it(visit: Conversation) -> None:
    begin(visit)
    assert visit.fill_in("name", "他胸口疼", label="emg.medical")[0].name == "utter_emg_medical"
    assert told(visit) == {}


def test_without_a_form_the_words_go_their_usual_way(visit: Conversation) -> None:
    assert visit.fill_in("name", "你好", label="dlg.greet")[0].name == "utter_greet"
