"""Who is wrong again and again waits longer every time; who is right is not kept waiting."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from itertools import pairwise

import pytest

from actions.desk.guessing import BORNE, Failures, Guesses

pytestmark = pytest.mark.unit

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=timezone.utc)
NONE = timedelta(0)


def after(failures: int, at: datetime = NOW) -> Failures:
    """So many wrong ones at the same moment."""
    made = Failures()
    for _ in range(failures):
        made = made.failed(at)
    return made


def test_a_slip_of_the_finger_costs_nothing() -> None:
    assert [after(count).wait(NOW) for count in range(BORNE)] == [NONE] * BORNE


def test_every_further_one_doubles_the_wait_up_to_a_quarter_of_an_hour() -> None:
    waits = [after(count).wait(NOW) for count in range(BORNE, BORNE + 40)]
    assert waits[0] == timedelta(seconds=2)
    assert all(later in (2 * earlier, timedelta(minutes=15)) for earlier, later in pairwise(waits))
    assert waits[-1] == timedelta(minutes=15)


def test_the_wait_passes() -> None:
    failures = after(BORNE)
    assert failures.wait(NOW + timedelta(seconds=1)) == timedelta(seconds=1)
    assert failures.wait(NOW + timedelta(seconds=2)) == NONE


def test_yesterdays_slips_are_forgotten() -> None:
    assert after(20).failed(NOW + timedelta(hours=2)).count == 1


def test_the_longest_wait_counts_and_being_right_clears_only_its_own() -> None:
    guesses = Guesses()
    for _ in range(BORNE + 1):
        guesses.failed(NOW, "number 1234", "address a")
    guesses.failed(NOW, "address a")
    assert guesses.wait(NOW, "number 1234", "address a") == timedelta(seconds=8)
    guesses.went_well("address a")
    assert guesses.wait(NOW, "address a") == NONE
    assert guesses.wait(NOW, "number 1234", "address a") == timedelta(seconds=4)


def test_trying_a_great_many_numbers_does_not_fill_the_memory() -> None:
    guesses = Guesses()
    for number in range(5000):
        guesses.failed(NOW, f"number {number}")
    assert len(guesses._kept) == 2000
