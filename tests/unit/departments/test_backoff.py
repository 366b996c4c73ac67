"""How long is waited before asking again."""

from __future__ import annotations

from datetime import timedelta
from itertools import takewhile

import pytest

from actions.departments.backoff import GIVE_UP_AFTER, SPREAD, after_failure, before_next_question

pytestmark = pytest.mark.unit


def waits(jitter: float = 0.0) -> list[timedelta]:
    """Every wait until it gives up."""
    drawn = (after_failure(failures, jitter) for failures in range(1, 1000))
    return [wait for wait in takewhile(lambda wait: wait is not None, drawn) if wait is not None]


def test_the_first_waits_are_short_and_then_it_is_every_hour() -> None:
    minutes = [wait / timedelta(minutes=1) for wait in waits()]
    assert minutes[:7] == pytest.approx([1 / 6, 1 / 2, 2, 10, 60, 60, 60])
    assert set(minutes[5:]) == {60}


def test_it_gives_up_after_a_day_of_waiting_and_not_before() -> None:
    assert GIVE_UP_AFTER <= sum(waits(), timedelta(0)) < GIVE_UP_AFTER + timedelta(hours=1)


def test_what_failed_together_does_not_come_back_together() -> None:
    early, late = after_failure(3, 0.0), after_failure(3, 1.0)
    assert early is not None and late is not None
    assert late == early * (1 + SPREAD)
    assert len(waits(1.0)) == len(waits(0.0))


def test_news_is_asked_for_every_minute_at_first_and_never_less_than_every_hour() -> None:
    minutes = [before_next_question(asked, 0.0) / timedelta(minutes=1) for asked in range(50)]
    assert minutes[0] == 1 and minutes[-1] == 60
    assert minutes == sorted(minutes)
