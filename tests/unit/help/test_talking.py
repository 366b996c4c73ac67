"""Who answers in a chat: the volunteer who came, or the assistant."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from actions.help.talking import PATIENCE, Line, Speaker, companion
from actions.model import HelpRequest, Reason, RequestState, Taker

pytestmark = pytest.mark.unit

NOON = datetime(2026, 11, 24, 12, tzinfo=timezone.utc)
LI = Taker("a1", "小李")


def call(taker: Taker | None = LI) -> HelpRequest:
    state = RequestState.TAKEN if taker else RequestState.OPEN
    taken_at = NOON if taker else None
    return HelpRequest(
        "c", "s", "telegram", Reason.ASKED, "dlg.human", None, NOON, state, taker=taker, taken_at=taken_at
    )


def line(speaker: Speaker, minutes: float) -> Line:
    return Line(f"{speaker.value}{minutes}", "s", speaker, "", NOON + timedelta(minutes=minutes))


def after(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


def test_nobody_who_has_not_taken_the_call_is_spoken_with() -> None:
    assert companion([], [], NOON) is None
    assert companion([call(None)], [], NOON) is None
    assert companion([call(None), call()], [], NOON) == LI


def test_the_assistant_waits_while_the_volunteer_gives_signs_of_life() -> None:
    assert companion([call()], [], after(9)) == LI
    assert companion([call()], [line(Speaker.RESIDENT, 9)], NOON + PATIENCE) is None
    assert companion([call()], [line(Speaker.VOLUNTEER, 9)], after(18)) == LI
    assert companion([call()], [line(Speaker.VOLUNTEER, 9)], after(19)) is None


def test_who_went_back_to_the_assistant_stays_there_until_the_volunteer_speaks() -> None:
    left = line(Speaker.ASSISTANT, 2)
    assert companion([call()], [left], after(3)) is None
    assert companion([call()], [line(Speaker.VOLUNTEER, 1), left], after(3)) is None
    assert companion([call()], [left, line(Speaker.VOLUNTEER, 2.5)], after(3)) == LI
