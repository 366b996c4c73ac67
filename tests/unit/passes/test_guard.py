"""Guessing is stopped for one visit soon, and for the whole station before it finds anything."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from actions.passes.guard import Guard

pytestmark = pytest.mark.unit

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=timezone.utc)


def test_five_wrong_ones_are_enough_for_a_visit_and_time_heals_it() -> None:
    guard = Guard()
    for _ in range(5):
        assert guard.may_try("one", NOW)
        guard.failed("one", NOW)
    assert not guard.may_try("one", NOW)
    assert guard.may_try("other", NOW)
    assert guard.may_try("one", NOW + timedelta(minutes=11))


def test_new_visits_do_not_help_for_ever() -> None:
    guard = Guard()
    for number in range(40):
        guard.failed(f"visit-{number}", NOW)
    assert not guard.may_try("a new one", NOW)


def test_old_visits_are_forgotten_before_memory_is_full() -> None:
    guard = Guard()
    for number in range(300):
        guard.failed(f"visit-{number}", NOW - timedelta(hours=1))
    assert len(guard._visits) == 200
