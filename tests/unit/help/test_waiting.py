"""The waiting time that is told is the one that was measured, or none."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from actions.help.waiting import Wait, expected_wait, waited
from actions.model import HelpOutcome, HelpRequest, Reason, Urgency

pytestmark = pytest.mark.unit

CHINA = timezone(timedelta(hours=8))
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=CHINA)


def call(minutes: float | None, reason: Reason = Reason.ASKED, hour: int = 9) -> HelpRequest:
    """A call of yesterday; `minutes` until it was taken, None for never."""
    asked = (NOW - timedelta(days=1)).replace(hour=hour).astimezone(timezone.utc)
    made = HelpRequest("1", "s", "kiosk", reason, "dlg.human", None, asked)
    if minutes is None:
        return replace(made, closed_at=asked + timedelta(hours=1), outcome=HelpOutcome.LEFT)
    return replace(made, taken_at=asked + timedelta(minutes=minutes))


def test_half_of_the_people_waited_no_longer_than_what_is_told() -> None:
    past = [call(minutes) for minutes in (1, 2, 3, 4, 5, 6, 7, 20)]
    assert expected_wait(past, Urgency.SOON, NOW) == Wait(2, 4, 6)


def test_minutes_are_rounded_up_and_never_nothing() -> None:
    assert expected_wait([call(0.2)] * 5, Urgency.SOON, NOW) == Wait(1, 1, 1)
    assert expected_wait([call(3.1)] * 5, Urgency.SOON, NOW) == Wait(4, 4, 4)


def test_this_hour_goes_before_others_and_this_urgency_before_others() -> None:
    here, evening, danger = [call(2)] * 5, [call(10, hour=18)] * 9, [call(1, Reason.EMERGENCY)] * 9
    assert expected_wait([*here, *evening, *danger], Urgency.SOON, NOW) == Wait(2, 2, 2)
    assert expected_wait([*here[:2], *evening, *danger], Urgency.SOON, NOW) == Wait(10, 10, 10)
    assert expected_wait([*here[:2], *danger], Urgency.SOON, NOW) == Wait(1, 1, 1)


def test_the_hour_is_that_of_the_station_and_wraps_at_midnight() -> None:
    late = NOW.replace(hour=0)
    past = [call(2, hour=23)] * 5 + [call(9, hour=12)] * 20
    assert expected_wait(past, Urgency.SOON, late) == Wait(2, 2, 2)


def test_with_too_few_calls_nothing_is_said() -> None:
    assert expected_wait([call(2)] * 4, Urgency.SOON, NOW) is None
    assert expected_wait([], Urgency.SOON, NOW) is None


def test_those_who_left_in_vain_waited_for_ever() -> None:
    assert expected_wait([*[call(2)] * 9, call(None)], Urgency.SOON, NOW) == Wait(2, 2, 2)
    assert expected_wait([*[call(2)] * 5, *[call(None)] * 3], Urgency.SOON, NOW) is None


def test_a_call_that_was_not_needed_and_one_just_made_say_nothing() -> None:
    assert waited(replace(call(None), outcome=HelpOutcome.UNNEEDED), NOW) is None
    fresh = replace(call(2), asked_at=NOW - timedelta(minutes=5), taken_at=None)
    assert waited(fresh, NOW) is None
    assert waited(fresh, NOW + timedelta(hours=1)) == float("inf")
