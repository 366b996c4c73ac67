"""When somebody at the station answers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from channels.messaging.words import Words

_FORM = re.compile(r"(?:([1-7])-([1-7]) )?(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})")
_WEEK = 7


@dataclass(frozen=True)
class Hours:
    """From `opens` to `closes`, on these days of the week; Monday is 1."""

    days: frozenset[int]
    opens: time
    closes: time

    @classmethod
    def parse(cls, text: str) -> Hours:
        """`8:30-17:30` for every day, `1-5 8:30-17:30` for Monday to Friday. Raises ValueError with a sentence."""
        found = _FORM.fullmatch(text.strip())
        if found is None:
            raise ValueError(f"Hours are written as 1-5 8:30-17:30, not {text!r}.")
        first, last, *clock = found.groups()
        opens_hour, opens_minute, closes_hour, closes_minute = map(int, clock)
        opens, closes = time(opens_hour, opens_minute), time(closes_hour, closes_minute)
        days = range(int(first), int(last) + 1) if first else range(1, _WEEK + 1)
        if not days or opens >= closes:
            raise ValueError(f"Hours end after they begin, unlike {text!r}.")
        return cls(frozenset(days), opens, closes)

    def are_on(self, moment: datetime) -> bool:
        """Whether somebody is there."""
        return moment.isoweekday() in self.days and self.opens <= moment.time() < self.closes

    def next_opening(self, moment: datetime) -> datetime:
        """When somebody will be there; that very moment where somebody is."""
        if self.are_on(moment):
            return moment
        for ahead in range(_WEEK + 1):
            day = moment + timedelta(days=ahead)
            opening = day.replace(hour=self.opens.hour, minute=self.opens.minute, second=0, microsecond=0)
            if day.isoweekday() in self.days and opening > moment:
                return opening
        raise AssertionError("hours without a day")


def spoken_opening(hours: Hours, moment: datetime, words: Words) -> str | None:
    """When somebody will answer, in words; None where somebody is there now."""
    if hours.are_on(moment):
        return None
    opening = hours.next_opening(moment)
    days = (opening.date() - moment.date()).days
    clock = f"{opening:%H:%M}".lstrip("0")
    if days <= 1:
        return words.say("when.tomorrow" if days else "when.today", time=clock)
    return words.say("when.day", weekday=words.weekdays[opening.weekday()], time=clock)
