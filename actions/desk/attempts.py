"""Somebody was rung and did not answer: how often, and when to ring again. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import Enum

MANY = 3
"""After so many tries in vain somebody should knock at the door instead."""

_HOUR = timedelta(hours=1)
_MORNING = time(9)


class Again(str, Enum):
    """When to ring again."""

    HOUR = "hour"
    MORNING = "morning"

    def after(self, now: datetime) -> datetime:
        """In an hour, or tomorrow at nine."""
        if self is Again.HOUR:
            return now + _HOUR
        return datetime.combine(now.date() + timedelta(days=1), _MORNING, now.tzinfo)


@dataclass(frozen=True)
class Attempts:
    """Calls in vain about one thing; `subject` is its kind and its id."""

    subject: str
    tries: int
    last_at: datetime
    next_at: datetime

    @property
    def are_many(self) -> bool:
        return self.tries >= MANY

    def is_later(self, now: datetime) -> bool:
        """Whether it is too early to ring again."""
        return now < self.next_at


def tried(before: Attempts | None, subject: str, again: Again, now: datetime) -> Attempts:
    """With one more call in vain."""
    return Attempts(subject, (before.tries if before else 0) + 1, now, again.after(now))
