"""Seasons of the year as announcements name them: 九月到十二月, 十月一日至次年二月底."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from assistant.text.numbers import parse_number

_N = "[一二三四五六七八九十廿0-9]{1,3}"
_MONTH_AND_DAY = rf"({_N})月(?:份)?(?:({_N})[日号]|初|底)?"
_SEASON = re.compile(rf"{_MONTH_AND_DAY}\s*(?:到|至|-|—|~)+\s*(?:次年|第二年|来年|明年)?的?{_MONTH_AND_DAY}")
_LEAP_YEAR = 2000


@dataclass(frozen=True)
class Season:
    """From a day to a day of every year, both as (month, day); it may run over New Year."""

    first: tuple[int, int]
    last: tuple[int, int]

    def in_year(self, year: int) -> tuple[date, date]:
        """The first and the last day of the season that begins in a year."""
        return _day(year, self.first), _day(year + (self.last < self.first), self.last)


def read_season(text: str) -> Season | None:
    """The first season named in a text, or None. Without days it is whole months."""
    found = _SEASON.search(text)
    if found is None:
        return None
    first_month, first_day, last_month, last_day = (parse_number(said) if said else None for said in found.groups())
    first = (int(first_month or 0), int(first_day or 1))
    last = (int(last_month or 0), int(last_day or 31))
    is_real = all(1 <= month <= 12 and 1 <= day <= 31 for month, day in (first, last))
    return Season(_within_month(first), _within_month(last)) if is_real else None


def _within_month(month_and_day: tuple[int, int]) -> tuple[int, int]:
    month, day = month_and_day
    return month, min(day, calendar.monthrange(_LEAP_YEAR, month)[1])


def _day(year: int, month_and_day: tuple[int, int]) -> date:
    """In a common year the 29th of February is the 28th."""
    month, day = month_and_day
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))
