"""What is late goes up, step by step."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from actions.cases.filing import withdraw
from actions.cases.model import CaseState, Level
from actions.departments.courier import Courier
from actions.departments.escalation import escalate
from actions.departments.queue import StationQueue
from actions.outbox import STATION
from actions.store.unit_of_work import SqlUnitOfWork
from tests.unit.actions.fakes import MemoryStore, StoppedClock
from tests.unit.departments.standins import case_of, filed, life, pass_time

pytestmark = pytest.mark.unit


def test_an_overdue_case_goes_from_the_community_to_the_street_the_district_and_the_city(
    store: MemoryStore, clock: StoppedClock
) -> None:
    case = filed(store, clock, STATION, within_days=5)
    Courier(StationQueue(), store, clock).round()
    levels = []
    for _ in range(24 * 14):
        escalate(store, clock)
        levels.append(case_of(store, case).level)
        pass_time(clock, hours=1)
    days = [levels[24 * day] for day in range(14)]
    assert days == [Level.GRID] * 6 + [Level.STREET] * 3 + [Level.DISTRICT] * 3 + [Level.CITY] * 2
    raised = [mark for mark in life(store, case) if mark[1] == "station" and mark[2]]
    assert raised == [("delivered", "station", name) for name in ("street", "district", "city")]


def test_it_has_two_more_days_and_is_not_raised_twice_on_one_day(store: MemoryStore, clock: StoppedClock) -> None:
    case = filed(store, clock, STATION, within_days=1)
    pass_time(clock, days=2)
    assert [escalate(store, clock) for _ in range(3)] == [1, 0, 0]
    raised = case_of(store, case)
    assert raised.due_on is not None and (raised.due_on - clock.today()).days == 2


def test_what_the_city_is_late_with_stays_overdue(store: MemoryStore, clock: StoppedClock) -> None:
    case = filed(store, clock, STATION, within_days=1)
    for _ in range(30):
        escalate(store, clock)
        pass_time(clock, days=1)
    assert case_of(store, case).level is Level.CITY
    assert case_of(store, case).is_overdue(clock.today())


def test_a_case_that_is_on_time_or_taken_back_stays_where_it_is(store: MemoryStore, clock: StoppedClock) -> None:
    filed(store, clock, STATION, within_days=5)
    withdraw(filed(store, clock, STATION, within_days=1), store, clock, "kiosk")
    pass_time(clock, days=3)
    assert escalate(store, clock) == 0


def test_a_case_that_moved_just_now_is_left_alone(store: MemoryStore, clock: StoppedClock) -> None:
    """Between finding it late and raising it, the person takes it back."""
    case = filed(store, clock, STATION, within_days=1)
    pass_time(clock, days=2)
    begins: list[Callable[[], object]] = [lambda: None, lambda: withdraw(case, store, clock, "kiosk")]

    def units() -> SqlUnitOfWork:
        begins.pop(0)()
        return store()

    assert escalate(units, clock) == 0
    assert case_of(store, case).state is CaseState.WITHDRAWN
