"""A volunteer fills in a field of a form in the person's conversation: the real model and rules take it as that."""

from __future__ import annotations

import pytest

from tests.dialogue.conftest import Said, Talk

pytestmark = pytest.mark.dialogue

ID_NUMBER = "11010519491231002X"


def fill_in(talk: Talk, key: str, text: str) -> Said:
    """What comes back when a volunteer fills in a field."""

    async def turn() -> list[object]:
        metadata = {"by": "volunteer", "fills": key}
        items = talk.dialogue.turn(talk.session, text, channel="kiosk", metadata=metadata)
        return [item async for item in items]

    *replies, end = talk.run(turn())
    return Said(replies, end)  # type: ignore[arg-type]


def told(said: Said) -> dict[str, str]:
    assert said.end.form is not None
    return {answer["key"]: answer["value"] for answer in said.end.form["answers"]}


def begun(talk: Talk) -> Said:
    talk.say("帮我办高龄津贴")
    return talk.say("可以")


def test_what_is_filled_in_is_taken_and_the_next_question_asked(talk: Talk) -> None:
    assert begun(talk).end.state["asking"] == "name"
    said = fill_in(talk, "name", "王秀英")
    assert told(said) == {"name": "王秀英"}
    assert said.end.state["asking"] == "id_number" and "姓名填好了" in said.text
    said = fill_in(talk, "id_number", ID_NUMBER)
    assert told(said)["id_number"] == ID_NUMBER and said.end.state["asking"] == "phone"


def test_a_field_that_is_not_asked_yet_leaves_the_question_open(talk: Talk) -> None:
    begun(talk)
    said = fill_in(talk, "phone", "13800138000")
    assert (told(said), said.end.state["asking"]) == ({"phone": "13800138000"}, "name")


def test_what_is_wrong_goes_to_the_desk_alone_and_is_not_said_again(talk: Talk) -> None:
    begun(talk)
    said = fill_in(talk, "phone", "138001")
    assert said.card["kind"] == "desk" and said.end.state["asking"] == "name"
    assert "没有填上" not in talk.say("/dlg.repeat").text


def test_the_turn_tells_how_the_words_were_understood(talk: Talk) -> None:
    understood = talk.say("高龄津贴要带什么材料").end.understood
    assert understood is not None and understood["label"] == "svc.elder_allowance"
    assert 0 < understood["confidence"] <= 1 and understood["alternatives"]
    assert talk.say("你好").end.form is None
