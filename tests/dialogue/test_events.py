"""What the real dialogue shows to whoever looks on, turn by turn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any

import pytest

from actions.events.model import Event, Kind
from actions.events.observed import Observed, events_of
from channels.conversing import converse
from tests.dialogue.conftest import Talk

pytestmark = pytest.mark.dialogue

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=timezone.utc)


@dataclass
class Onlooker:
    """Keeps what the turns mean."""

    happened: list[Event] = field(default_factory=list)

    def turned(
        self,
        session: str,
        channel: str,
        *,
        is_first: bool,
        before: Mapping[str, Any],
        events: Sequence[Mapping[str, Any]],
        seconds: float,
    ) -> None:
        self.happened += events_of(Observed(session, channel, is_first, before, events, seconds), NOW, "station-1")

    def over(self, session: str, slots: Mapping[str, Any]) -> None:
        raise AssertionError("nothing is over")

    @property
    def kinds(self) -> list[Kind]:
        return [event.kind for event in self.happened if event.kind is not Kind.TURN]


def said(talk: Talk, onlooker: Onlooker, *lines: str) -> None:
    """These lines, one after the other, while somebody looks on."""

    async def turn(text: str) -> None:
        agent, fallback = talk.dialogue.agent, talk.dialogue.fallback
        async for _ in converse(agent, fallback, talk.session, text, "kiosk", {}, onlooker):
            pass

    for line in lines:
        talk.run(turn(line))


def test_a_visit_is_seen_as_it_was(talk: Talk) -> None:
    onlooker = Onlooker()
    said(talk, onlooker, "老年证要带什么", "慢一点", "谢谢", "/meta.rated_good")
    assert onlooker.kinds == [Kind.VISIT_STARTED, Kind.ANSWERED, Kind.SLOWER_ASKED, Kind.SATISFIED]
    answered = next(event for event in onlooker.happened if event.kind is Kind.ANSWERED)
    assert (answered.service, answered.detail) == ("elder_card", "materials")
    turns = [event for event in onlooker.happened if event.kind is Kind.TURN]
    assert len(turns) == 4 and all(turn.amount is not None for turn in turns)


def test_a_form_is_begun_and_given_up(talk: Talk) -> None:
    onlooker = Onlooker()
    said(talk, onlooker, "帮我登记食堂送饭", "好的", "不办了")
    assert Kind.FORM_STARTED in onlooker.kinds and Kind.FORM_GIVEN_UP in onlooker.kinds


def test_long_talk_does_not_begin_a_visit_anew(talk: Talk) -> None:
    onlooker = Onlooker()
    said(talk, onlooker, *["老年证要带什么", "再说一遍"] * 12)
    assert onlooker.kinds.count(Kind.VISIT_STARTED) == 1
