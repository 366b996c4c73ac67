"""Dates as older people tell them: 三零年腊月廿三, 民国三十四年八月十五, 五几年, 闰四月初八, 45年3月8号.

What was not said is not made up: the calendar, the century and missing parts stay open, and a reading carries
the other dates it may mean.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum

from assistant.text import lunar
from assistant.text.corrections import split_corrections
from assistant.text.digits import digit_runs, plain_digits
from assistant.text.numbers import parse_number

_REPUBLIC = 1911
_N = "零〇○一二三四五六七八九十廿卅幺两0-9"
_YEAR = re.compile(
    rf"(民国)?\s*(?<![{_N}百千万])(元|[{_N}]{{1,4}}|[二三四五六七八九〇零2-9]几)\s*年(?![了前多以])|(今|去|前|明|后|大前)年"
)
_BARE_YEAR = re.compile(r"(?<![0-9])((?:18|19|20)[0-9]{2})(?![0-9])")
_DAY_WORD = (
    "初[一二三四五六七八九十]|廿[一二三四五六七八九]?|卅|三十一?|二十[一二三四五六七八九]?|十[一二三四五六七八九]?"
    "|[一二三四五六七八九]|[0-3]?[0-9]"
)
_MONTH_DAY = re.compile(
    rf"(闰)?\s*(正|冬|腊|十[一二]?|[一二三四五六七八九]|1[0-2]|0?[1-9])\s*月份?的?\s*"
    rf"(?:({_DAY_WORD})\s*([号日])?)?"
)
_SEPARATED = re.compile(r"(?<![0-9])([0-9]{4}|[0-9]{2})[-./]([0-9]{1,2})[-./]([0-9]{1,2})(?![0-9])")
_COMPACT = re.compile(r"((?:18|19|20)[0-9]{2})([01][0-9])([0-3][0-9])")
_LUNAR_SAID = re.compile(r"[农阴旧老古夏]历")
_SOLAR_SAID = re.compile(r"[公阳新国西]历|身份证上")
_LUNAR_WORDS = re.compile(r"闰|[正冬腊]月|初[一二三四五六七八九十]|廿")
_SPECIAL_MONTHS = {"正": 1, "冬": 11, "腊": 12}
_RELATIVE_YEARS = {"今": 0, "去": -1, "前": -2, "大前": -3, "明": 1, "后": 2}
_RELATIVE_DAYS = {
    "大前天": -3,
    "前天": -2,
    "昨天": -1,
    "昨儿": -1,
    "今天": 0,
    "今儿": 0,
    "明天": 1,
    "大后天": 3,
    "后天": 2,
}


class Calendar(Enum):
    """By which calendar a date was told."""

    SOLAR = "solar"
    LUNAR = "lunar"
    UNKNOWN = "unknown"


class Certainty(Enum):
    """EXACT: nothing was guessed. LIKELY: calendar or century was. PARTIAL: a part is missing.
    IMPOSSIBLE: there is no such day."""

    EXACT = "exact"
    LIKELY = "likely"
    PARTIAL = "partial"
    IMPOSSIBLE = "impossible"


@dataclass(frozen=True)
class DateReading:
    """A date as told: year, month and day in the calendar it was told in, None for what was not said.

    `decade` is the first year of 五几年. `other_year` is the other century a two-figure year may belong to.
    Day 0 is the last day of a lunar month.
    """

    said: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    calendar: Calendar = Calendar.UNKNOWN
    is_leap_month: bool = False
    decade: int | None = None
    other_year: int | None = None
    is_calendar_said: bool = False

    @property
    def value(self) -> date | None:
        """The solar date: converted if told as lunar, taken as solar if the calendar is unknown."""
        if self.calendar is Calendar.LUNAR:
            return self._as_lunar()
        if self.calendar is Calendar.UNKNOWN:
            return self.as_printed or self._as_lunar()
        return self.as_printed

    @property
    def as_printed(self) -> date | None:
        """The figures taken as a solar date: many identity cards hold lunar figures unchanged."""
        return _solar(self.year, self.month, self.day)

    @property
    def alternatives(self) -> tuple[date, ...]:
        """Other solar dates the words may mean, likeliest first."""
        others: list[date | None] = []
        if not self.is_calendar_said:
            others += [self._as_lunar(), self.as_printed]
        if self.other_year is not None:
            others.append(replace(self, year=self.other_year, other_year=None).value)
        return tuple(other for other in dict.fromkeys(others) if other is not None and other != self.value)

    @property
    def certainty(self) -> Certainty:
        """How much of the reading had to be guessed."""
        if self.year is None or self.month is None or self.day is None:
            return Certainty.PARTIAL
        if self.value is None:
            return Certainty.IMPOSSIBLE
        return Certainty.LIKELY if self.alternatives else Certainty.EXACT

    def completed_by(self, later: "DateReading") -> "DateReading":
        """This reading with the parts a later answer or correction gives."""
        told = later if later.calendar is not Calendar.UNKNOWN else self
        has_month = later.month is not None
        return replace(
            self,
            said=f"{self.said} {later.said}",
            year=later.year or self.year,
            other_year=later.other_year if later.year else self.other_year,
            decade=later.decade or self.decade,
            month=later.month if has_month else self.month,
            is_leap_month=later.is_leap_month if has_month else self.is_leap_month,
            day=self.day if later.day is None else later.day,
            calendar=told.calendar,
            is_calendar_said=told.is_calendar_said,
        )

    def _as_lunar(self) -> date | None:
        if self.year is None or self.month is None or self.day is None:
            return None
        return lunar.to_solar(self.year, self.month, self.day, self.is_leap_month)


def _solar(year: int | None, month: int | None, day: int | None) -> date | None:
    if year is None or month is None or day is None:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_date(text: str, today: date, is_past: bool = True) -> DateReading | None:
    """The date told in a sentence, or None. What is said after a correction (不对，是四月) replaces what it
    names.

    `is_past` means a birthday or another date long gone: a two-figure year is then taken for one of the last
    century.
    """
    reading: DateReading | None = None
    for piece in split_corrections(unicodedata.normalize("NFKC", text)):
        read = _read_one(piece, today, is_past)
        if read is not None:
            reading = read if reading is None else reading.completed_by(read)
    return reading


def _read_one(text: str, today: date, is_past: bool) -> DateReading | None:
    reading = _in_figures(text, today, is_past) or _in_words(text, today, is_past)
    return _relative(text, today) if reading is None else _with_calendar(text, reading)


def _relative(text: str, today: date) -> DateReading | None:
    word = next((word for word in _RELATIVE_DAYS if word in text), None)
    if word is None:
        return None
    day = today + timedelta(days=_RELATIVE_DAYS[word])
    return DateReading(word, day.year, day.month, day.day, Calendar.SOLAR, is_calendar_said=True)


def _in_figures(text: str, today: date, is_past: bool) -> DateReading | None:
    found = _SEPARATED.search(text)
    if found is not None:
        year, other = _full_year(found[1], today, is_past)
        return DateReading(found[0], year, int(found[2]), int(found[3]), Calendar.SOLAR, other_year=other)
    for run in digit_runs(text):
        compact = _COMPACT.fullmatch(run.digits)
        if compact is not None:
            year, month, day = map(int, compact.groups())
            return DateReading(run.said, year, month, day, Calendar.SOLAR)
    return None


def _in_words(text: str, today: date, is_past: bool) -> DateReading | None:
    reading = _year_said(text, today, is_past)
    festival = next((name for name in lunar.FESTIVALS if name in text), None)
    if festival is not None:
        month, day = lunar.FESTIVALS[festival]
        base = reading or DateReading("")
        return replace(base, said=text, month=month, day=day, calendar=Calendar.LUNAR, is_calendar_said=True)
    found = _MONTH_DAY.search(text)
    if found is None:
        return reading or _day_alone(text)
    base = reading or DateReading("")
    return replace(
        base,
        said=f"{base.said}{found[0]}".strip(),
        month=_SPECIAL_MONTHS.get(found[2]) or _figure(found[2]),
        day=_figure(found[3].removeprefix("初")) if found[3] else None,
        is_leap_month=found[1] is not None,
        calendar=Calendar.SOLAR if found[4] else Calendar.UNKNOWN,
    )


def _day_alone(text: str) -> DateReading | None:
    found = re.search(rf"({_DAY_WORD})\s*[号日]|(初[一二三四五六七八九十]|廿[一二三四五六七八九]?)", text)
    if found is None:
        return None
    word = found[1] or found[2]
    return DateReading(found[0], day=_figure(word.removeprefix("初")))


def _with_calendar(text: str, reading: DateReading) -> DateReading:
    if _LUNAR_SAID.search(text) or _LUNAR_WORDS.search(text):
        return replace(reading, calendar=Calendar.LUNAR, is_calendar_said=True)
    if _SOLAR_SAID.search(text):
        return replace(reading, calendar=Calendar.SOLAR, is_calendar_said=True)
    return reading


def _year_said(text: str, today: date, is_past: bool) -> DateReading | None:
    found = _YEAR.search(text)
    if found is None:
        bare = _BARE_YEAR.search(plain_digits(text))
        return None if bare is None else DateReading(bare[0], year=int(bare[1]))
    republic, said, relative = found.groups()
    if relative:
        return DateReading(found[0], year=today.year + _RELATIVE_YEARS[relative])
    if said.endswith("几"):
        tens = plain_digits(said[0])
        decade, _ = _full_year(tens + "0", today, is_past)
        return DateReading(found[0], decade=decade)
    if republic:
        return DateReading(found[0], year=_REPUBLIC + (1 if said == "元" else _figure(said) or 0))
    if said == "元":
        return None
    digits = plain_digits(said) if not set(said) & set("十廿卅") else str(_figure(said) or "")
    if len(digits) not in (2, 4):
        return None
    year, other = _full_year(digits, today, is_past)
    return DateReading(found[0], year=year, other_year=other)


def _full_year(digits: str, today: date, is_past: bool) -> tuple[int, int | None]:
    """A four-figure year as it is; of a two-figure one the likelier century, and the other if it is past."""
    if len(digits) == 4:
        return int(digits), None
    last_century, this_century = 1900 + int(digits), 2000 + int(digits)
    if this_century > today.year:
        return last_century, None
    return (last_century, this_century) if is_past else (this_century, last_century)


def _figure(word: str) -> int | None:
    value = parse_number(word)
    return None if value is None else int(value)
