"""On which days a person is reminded."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import date, timedelta

from actions.reminders.model import Kind, Told
from assistant.text.seasons import Season

_YEAR_IN_MONTHS = 12
_DAY = timedelta(days=1)
_MONTH_AND_WEEK = (1, 7)
_LEADS: Mapping[Kind, tuple[int, int]] = {Kind.APPOINTMENT: (0, 1), Kind.FEE_SEASON: (1, 14)}
"""How long before the day: months for the first reminder (0: none), days for the last."""


def months_after(day: date, months: int) -> date:
    """The same day of another month, or its last day where it is shorter."""
    year, month = divmod(day.year * _YEAR_IN_MONTHS + day.month - 1 + months, _YEAR_IN_MONTHS)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def target_day(kind: Kind, told: Told, today: date) -> date | None:
    """The day it is all about; it may be past. None when too little was told.

    Twelve months run from the last certification or endorsement. Somebody born on a 29th of February comes of an age
    on the 28th where there is no 29th.
    """
    if kind is Kind.FEE_SEASON:
        return None if told.season is None else _season(told.season, today)[1]
    if told.day is None:
        return None
    if kind is Kind.TURNING_AGE:
        return None if told.age is None else months_after(told.day, told.age * _YEAR_IN_MONTHS)
    yearly = kind in (Kind.CERTIFICATION, Kind.ENDORSEMENT)
    return months_after(told.day, _YEAR_IN_MONTHS) if yearly else told.day


def due_days(kind: Kind, told: Told, today: date) -> tuple[date, ...]:
    """The days to remind on: after today, before the day itself, earliest first.

    A month and a week before; the day before an appointment; for fees the day they begin to be taken too. When those
    have passed and the day has not come, tomorrow. Empty when it is too late or too little was told.
    """
    target = target_day(kind, told, today)
    if target is None:
        return ()
    months, days = _LEADS.get(kind, _MONTH_AND_WEEK)
    wanted = [months_after(target, -months)] if months else []
    wanted.append(target - timedelta(days=days))
    if told.season is not None:
        wanted.append(_season(told.season, today)[0])
    ahead = tuple(sorted({day for day in wanted if today < day < target}))
    return ahead or ((today + _DAY,) if today + _DAY < target else ())


def _season(season: Season, today: date) -> tuple[date, date]:
    """The season that is on, or the next one."""
    seasons = (season.in_year(year) for year in (today.year - 1, today.year, today.year + 1))
    return next((first, last) for first, last in seasons if last >= today)
