"""A day that is still to come, as people name it: 下个礼拜三, 明儿个, 十五号, 下个月初六, 三天以后.

The year goes without saying, and often the month: the next such day is meant.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from assistant.text.dates import read_date
from assistant.text.numbers import parse_number

_DAYS = "一二三四五六日天末"
_WEEKDAY = re.compile(rf"(下下|下|这|本|上)?个?(?:周|礼拜|星期)([{_DAYS}])(?!次|回|趟|遍)")
_OFTEN = re.compile(rf"[每隔]个?(?:周|礼拜|星期)[{_DAYS}]")
_WEEKS = {"下下": 2, "下": 1, "这": 0, "本": 0}
_SATURDAY = 5
_WEEK = timedelta(weeks=1)
_SOON = {
    "大后儿": 3, "大后天": 3, "后儿": 2, "后个": 2, "后天": 2, "后日": 2, "明儿": 1, "明个": 1, "明朝": 1, "明日": 1,
    "明早": 1, "明晚": 1, "明天": 1, "听日": 1, "今儿": 0, "今个": 0, "今朝": 0, "今日": 0, "今晚": 0, "今天": 0,
}  # fmt: skip
"""Days from today, longer words before those they hold."""
_IN_DAYS = re.compile(
    r"(?:过|再过|再等)?([一二两三四五六七八九十\d]{1,2})天(?:以后|之后|后)|再?过([一二三四五六七八九十\d]{1,2})天"
)
_NO_DAY = re.compile(
    r"[0-9一二三四五六七八九十]+\s*号(?=楼|院|门|线|厅|窗|桌|房|病|床|店|公交|地铁|车)|(?:往|今|以|之|然|最)后[儿天日]|后天性"
)
_MONTH = re.compile("(下下|下|这|本|上)个?月")
_MONTHS_IN_YEAR = 12


def coming_day(text: str, today: date) -> date | None:
    """The day, today at the earliest; None where none is named, only a part of one, or one that is past."""
    told = _NO_DAY.sub("", text)
    found = _weekday(told, today) or _soon(told, today) or _in_calendar(told, today)
    return found if found is not None and found >= today else None


def _weekday(text: str, today: date) -> date | None:
    """Of the week that is named; without one the next, which is not today."""
    found = None if _OFTEN.search(text) else _WEEKDAY.search(text)
    if found is None:
        return None
    which = min(_DAYS.index(found[2]), 6) if found[2] != "末" else _SATURDAY
    monday = today - timedelta(days=today.weekday())
    if found[1]:
        return monday + _WEEKS.get(found[1], -1) * _WEEK + timedelta(days=which)
    day = monday + timedelta(days=which)
    return day if day > today else day + _WEEK


def _soon(text: str, today: date) -> date | None:
    word = next((word for word in _SOON if word in text), None)
    if word is not None:
        return today + timedelta(days=_SOON[word])
    later = _IN_DAYS.search(text)
    days = parse_number(later[1] or later[2]) if later else None
    return None if days is None else today + timedelta(days=int(days))


def _in_calendar(text: str, today: date) -> date | None:
    reading = read_date(text, today, is_past=False)
    if reading is None or reading.day is None:
        return None
    if reading.month is None:
        return _of_month(reading.day, _MONTH.search(text), today)
    if reading.year is not None:
        return reading.value
    years = (replace(reading, year=year).value for year in (today.year - 1, today.year, today.year + 1))
    return next((day for day in years if day is not None and day >= today), None)


def _of_month(day: int, named: re.Match[str] | None, today: date) -> date | None:
    """That day of the month that is named, or of the first one in which it is still to come."""
    months = range(3) if named is None else [_WEEKS.get(named[1], -1)]
    for ahead in months:
        year, month = divmod(today.year * _MONTHS_IN_YEAR + today.month - 1 + ahead, _MONTHS_IN_YEAR)
        try:
            found = date(year, month + 1, day)
        except ValueError:
            continue
        if found >= today:
            return found
    return None
