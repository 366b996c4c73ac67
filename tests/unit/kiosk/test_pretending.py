"""People who pretend: they answer what they know, call a person for what they do not, and leave when it is over."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest

from channels.live.meeting import Meeting
from channels.wire import Reply, TurnEnd
from kiosk.company_events import ConsentTold
from kiosk.events import EndPressed, PersonPressed, Typed
from kiosk.loudspeaker import Loudspeaker
from kiosk.neighbours import Neighbours
from kiosk.pretending import Part, Played, Pretender, act, parts
from kiosk.sentences import Sentences
from kiosk.settings import WEB, KioskSettings
from kiosk.visit_name import is_name, new_name
from tests.unit.kiosk.fakes import FakeDialogue

pytestmark = pytest.mark.unit

PART = Part(
    "a", "王奶奶", "", (), ("办津贴", "登记吧"), {"name": "王秀英", "review": "交吧", "confirm.id": "对"},
    frozenset({"id"}), "不用了", "记不清了", "好",
)  # fmt: skip


def state(asking: str | None = None, company: str = "nobody", person: bool = False) -> Mapping[str, Any]:
    return {"mode": "listening", "asking": asking, "company": company, "person": person}


def test_they_say_their_lines_answer_what_they_know_and_leave() -> None:
    played = Played()
    told = [act(PART, played, state(asking)) for asking in (None, None, "name", "confirm.id", "review", "other", None)]
    words = ("办津贴", "登记吧", "王秀英", "对", "交吧", "不用了")
    assert told == [*map(Typed, words), EndPressed()]


def test_what_they_do_not_know_they_say_twice_and_then_call_somebody_and_wait() -> None:
    played = Played()
    assert [act(PART, played, state("id")) for _ in range(3)] == [Typed("记不清了"), Typed("记不清了"), PersonPressed()]
    assert act(PART, played, state("id", person=True)) is None
    assert act(PART, played, state("id", "asking", person=True)) == ConsentTold(True)
    assert act(PART, played, state("id", "watching")) is None
    assert act(PART, played, state("id", "leading")) == Typed("好")
    assert act(PART, played, state("id", "leading")) is None
    assert act(PART, played, state("confirm.id", "watching")) == Typed("对")


def test_while_somebody_is_called_or_there_they_stay() -> None:
    played = Played(lines=2)
    assert act(PART, played, state(person=True)) is None
    assert act(PART, played, state(company="watching")) is None
    assert act(PART, played, state()) == EndPressed()


def test_every_part_can_be_played() -> None:
    assert len({one.id for one in parts()}) == len(parts()) >= 3
    for one in parts():
        assert one.title and one.about and one.says and one.otherwise and one.unsure and one.led
        assert one.unknown <= set(one.answers), "what is handed over can be filled in"


async def test_a_part_is_played_to_its_end_in_front_of_a_kiosk() -> None:
    asks = [Reply("请问您叫什么名字？"), TurnEnd({"asking": "name"})]
    dialogue = FakeDialogue({"办津贴": asks, "王秀英": [Reply("记下了。"), TurnEnd()]})
    settings = KioskSettings(tick=0.01, practises=True)
    with_ = Neighbours(
        dialogue, None, None, Sentences.load(WEB), settings, Meeting(lambda text: False), Loudspeaker.load()
    )
    await asyncio.wait_for(Pretender(PART, with_, pause=0.0).play(), 10)
    assert [text for _, text in dialogue.asked] == ["办津贴", "王秀英", "登记吧"]
    names = {session for session, _ in dialogue.asked}
    assert len(names) == 1 and names.pop().startswith("practice-kiosk-")
    assert dialogue.forgotten


def test_a_visit_that_pretends_has_a_name_no_real_one_has() -> None:
    real, pretended = new_name(), new_name(practises=True)
    assert [is_name(real), is_name(pretended), is_name(None)] == [True, False, False]
    assert [is_name(real, True), is_name(pretended, True), is_name(None, True)] == [False, True, False]
