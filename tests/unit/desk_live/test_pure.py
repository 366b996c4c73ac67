"""What the desk may show of a visit: masked, in five lines, with hints that the catalogue allows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import yaml

from actions.catalogue.loader import load_catalogue
from assistant.settings import DOMAIN
from channels.desk.live.form_view import FormView, form_view
from channels.desk.live.handover_card import handover_card, signals
from channels.desk.live.hints import hints
from channels.desk.live.naming import Naming, live_words
from channels.desk.live.veil import veiled
from channels.live.record import Line, Record, Speaker
from channels.wire import TurnEnd

pytestmark = pytest.mark.unit

CATALOGUE = load_catalogue()
NAMING = Naming(CATALOGUE, live_words())
TODAY = date(2026, 11, 24)


def told(key: str, type_: str, title: str, value: str, shown: str) -> dict[str, str]:
    return {"key": key, "type": type_, "title": title, "value": value, "shown": shown}


NAME = told("name", "name", "姓名", "王秀英", "王**")


def view(asking: str = "phone", *answers: dict[str, str], **more: Any) -> FormView:
    """The form for the elder allowance, so far."""
    state: dict[str, Any] = {"about": "elder_allowance", "beneficiary": "self", "asking": asking}
    shown = form_view({**state, "answers": list(answers), **more}, CATALOGUE)
    assert shown is not None
    return shown


def said(text: str, asking: str | None = None, speaker: Speaker = Speaker.RESIDENT, label: str = "") -> Line:
    understood = {"label": label, "confidence": 0.9, "alternatives": []} if label else None
    return Line(1, speaker, text, asking, asks=speaker is not Speaker.ASSISTANT, understood=understood)


def test_an_answer_to_a_private_question_is_hidden_whole() -> None:
    veil = veiled(said("王秀英", "name", label="inform.name"), view("name"))
    assert (veil.text, veil.title, veil.hidden) == ("", "姓名", True)
    assert veiled(said("王秀英", "name", label="svc.dibao"), view("name")).hidden
    assert veiled(said("王秀英", "name", Speaker.VOLUNTEER), view("name")).hidden


@pytest.mark.parametrize(
    ("text", "asking", "label"),
    [("对", "confirm.id_number", ""), ("找人", "name", "dlg.human"), ("我胸口疼", "name", "emg.medical")],
)
def test_what_answers_nothing_private_is_shown(text: str, asking: str, label: str) -> None:
    assert veiled(said(text, asking, label=label), view()).text == text


@pytest.mark.parametrize("speaker", list(Speaker))
def test_nothing_of_a_ballot_is_shown_whoever_says_it(speaker: Speaker) -> None:
    veil = veiled(said("您选的是装扶手", "ballot_choice", speaker), None)
    assert (veil.text, veil.hidden) == ("", True)


def test_what_was_told_is_masked_wherever_it_is_repeated() -> None:
    line = said("好，王秀英。", speaker=Speaker.ASSISTANT)
    assert veiled(line, view("phone", NAME)).text == "好，王**。"
    number = veiled(said("我电话13800138000"), None)
    assert "13800138" not in number.text and number.hidden


def test_what_is_said_to_a_volunteer_who_leads_is_meant_for_them_but_for_numbers() -> None:
    line = replace(said("我叫王秀英，号码13800138000", "name"), asks=False)
    veil = veiled(line, view("name"))
    assert veil.text.startswith("我叫王秀英") and "13800138" not in veil.text and veil.hidden


def test_a_field_shows_how_far_it_is_and_masks_what_is_private() -> None:
    birthday = told("birth_date", "birth_date", "生日", "1949-12-31", "1949年12月31日")
    fields = {field.key: field for field in view("id_number", NAME, birthday, skipped=["address"]).fields}
    assert (fields["name"].state, fields["name"].shown, fields["name"].hidden) == ("told", "王**", True)
    assert (fields["id_number"].state, fields["phone"].state) == ("asked", "open")
    assert fields["address"].state == "skipped"


def test_a_value_is_given_whole_to_whoever_may_have_it() -> None:
    form = view("phone", NAME)
    assert (form.value("name"), form.value("phone"), form.value("x")) == ("王秀英", None, None)


def test_no_form_is_no_form() -> None:
    assert form_view(None, CATALOGUE) is None
    assert form_view({"about": "gone"}, CATALOGUE) is None


def test_the_card_of_somebody_who_said_nothing_yet() -> None:
    card = handover_card(Record(), None, NAMING)
    assert card == {
        "who": "本人，还没说叫什么",
        "wants": "还没说清楚要办什么",
        "done": "还没有填什么",
        "missing": "没有在填表",
        "mood": "看着还好",
    }


def test_the_card_tells_what_was_filed_and_for_whom() -> None:
    state = {"service": "dibao", "aspect": "materials", "beneficiary": "mother"}
    card = handover_card(replace(Record(), state=state, case="12345674"), None, NAMING)
    assert (card["who"], card["done"]) == ("您母亲", "已经交了，编号 1234 5674")
    assert card["wants"].endswith("：要带什么")


def test_a_form_with_everything_told_waits_for_the_persons_own_yes() -> None:
    keys = [field.key for field in view().form.fields("self")]
    form = view("review", *(told(key, "text", key, "x", "x") for key in keys))
    assert handover_card(Record(), form, NAMING)["missing"] == "都填好了，等老人自己说“交”"


def test_signs_of_trouble_are_counted_and_the_worst_stands_first() -> None:
    record = Record()
    for label in ("dlg.repeat", "dlg.repeat", "dlg.slower", "social.lonely", "fraud.suspect", "oos"):
        end = TurnEnd(understood={"label": label, "confidence": 1.0, "alternatives": []})
        record = record.heard("……").ended(end)
    record = record.missed()
    assert signals(record)["repeated"] == 2
    mood = handover_card(record, None, NAMING)["mood"]
    assert mood == "说到可疑的事、说心里闷、没听懂1次、没听清1次、要求再说2次、要求说慢些"


def test_hints_say_what_to_bring_what_goes_wrong_and_whom_to_ring() -> None:
    service = CATALOGUE.services["elder_allowance"]
    found = {hint.kind: hint for hint in hints(service, "apply", "self", NAMING, TODAY)}
    assert found["say"].sayable and not found["materials"].sayable
    assert all(hint.lines for hint in found.values())
    assert hints(None, None, "self", NAMING, TODAY) == []
    assert next(hint.kind for hint in hints(service, "nonsense", "self", NAMING, TODAY)) == "say"


def test_hints_keep_back_what_is_too_old_to_be_true() -> None:
    service = CATALOGUE.services["elder_allowance"]
    later = hints(service, "overview", "self", NAMING, date(2040, 1, 1))
    assert "materials" not in [hint.kind for hint in later]


def test_every_label_of_the_domain_has_a_name_a_volunteer_understands() -> None:
    labels = yaml.safe_load((DOMAIN / "intents.yml").read_text(encoding="utf-8"))["intents"]
    assert [label for label in labels if NAMING.label(label) == label] == []
    assert NAMING.label("svc.dibao") == CATALOGUE.services["dibao"].title


def test_every_question_of_a_form_has_a_name() -> None:
    form = view().form
    asked = [NAMING.question(asking, form) for asking in ("consent", "consent.health", "known", "review", "name")]
    assert all(asked) and NAMING.question("confirm.id_number", form) == "身份证号"
    assert NAMING.question(None, form) == NAMING.question("name", None) == ""
