"""The days a person is reminded on."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.catalogue.reminders import APPOINTMENT, REMINDERS
from actions.reminders.days import due_days, months_after, target_day
from actions.reminders.model import Kind, Told
from assistant.text.seasons import Season

pytestmark = pytest.mark.unit

TODAY = date(2026, 11, 24)
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
AUTUMN = Season((9, 1), (12, 25))


def test_the_kinds_are_those_of_the_catalogue() -> None:
    assert tuple(kind.value for kind in Kind if kind is not Kind.NEWS) == REMINDERS
    assert Kind.APPOINTMENT.value == APPOINTMENT


@pytest.mark.parametrize(
    ("kind", "told", "target", "days"),
    [
        (Kind.CERTIFICATION, Told(date(2026, 3, 31)), date(2027, 3, 31), (date(2027, 2, 28), date(2027, 3, 24))),
        (Kind.CERTIFICATION, Told(date(2024, 2, 29)), date(2025, 2, 28), ()),
        (Kind.ENDORSEMENT, Told(date(2025, 12, 10)), date(2026, 12, 10), (date(2026, 12, 3),)),
        (Kind.CARD_EXPIRY, Told(date(2026, 11, 29)), date(2026, 11, 29), (date(2026, 11, 25),)),
        (Kind.CARD_EXPIRY, Told(date(2026, 11, 25)), date(2026, 11, 25), ()),
        (Kind.TURNING_AGE, Told(date(1948, 2, 29), 80), date(2028, 2, 29), (date(2028, 1, 29), date(2028, 2, 22))),
        (Kind.TURNING_AGE, Told(date(1948, 2, 29), 79), date(2027, 2, 28), (date(2027, 1, 28), date(2027, 2, 21))),
        (Kind.TURNING_AGE, Told(date(1940, 1, 1), 80), date(2020, 1, 1), ()),
        (Kind.FEE_SEASON, Told(season=AUTUMN), date(2026, 12, 25), (date(2026, 11, 25), date(2026, 12, 11))),
        (Kind.APPOINTMENT, Told(date(2026, 12, 1)), date(2026, 12, 1), (date(2026, 11, 30),)),
        (Kind.APPOINTMENT, Told(TODAY), TODAY, ()),
        (Kind.CERTIFICATION, Told(), None, ()),
        (Kind.TURNING_AGE, Told(date(1948, 2, 29)), None, ()),
        (Kind.FEE_SEASON, Told(), None, ()),
    ],
)
def test_a_month_and_a_week_before(kind: Kind, told: Told, target: date | None, days: tuple[date, ...]) -> None:
    assert target_day(kind, told, TODAY) == target
    assert due_days(kind, told, TODAY) == days


def test_the_beginning_of_a_season_is_told_too_and_after_its_end_the_next_one() -> None:
    summer, after = date(2026, 7, 1), date(2026, 12, 26)
    assert due_days(Kind.FEE_SEASON, Told(season=AUTUMN), summer)[0] == date(2026, 9, 1)
    assert target_day(Kind.FEE_SEASON, Told(season=AUTUMN), after) == date(2027, 12, 25)


def test_a_season_over_new_year_is_still_on_in_january() -> None:
    winter = Told(season=Season((10, 1), (2, 29)))
    assert target_day(Kind.FEE_SEASON, winter, date(2027, 1, 15)) == date(2027, 2, 28)


@given(DAYS, st.integers(-1200, 1200))
def test_months_forth_and_back_lose_at_most_three_days(day: date, months: int) -> None:
    there = months_after(day, months)
    assert (there.year * 12 + there.month) - (day.year * 12 + day.month) == months
    assert 0 <= (day - months_after(there, -months)).days <= 3


@given(st.sampled_from(Kind), DAYS, st.integers(60, 100), DAYS)
def test_nobody_is_reminded_today_too_late_or_twice_a_day(kind: Kind, told: date, age: int, today: date) -> None:
    reckoned = Told(told, age, AUTUMN) if kind is Kind.FEE_SEASON else Told(told, age)
    target, days = target_day(kind, reckoned, today), due_days(kind, reckoned, today)
    assert target is not None
    assert list(days) == sorted(set(days)) and len(days) <= 3
    assert all(today < day < target for day in days)
    assert bool(days) == (target - today > timedelta(days=1))
