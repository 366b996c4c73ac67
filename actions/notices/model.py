"""Warnings that staff give out to those who agreed to be told: heat, cold, storm. No Rasa, no SQL."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

SUBSCRIPTION = "warnings"
"""The form in which people agree, by its id."""

LONGEST = 60
"""Characters of a warning: it is said aloud."""


class NoticeKind(str, Enum):
    """What is coming."""

    HEAT = "heat"
    COLD = "cold"
    STORM = "storm"
    OTHER = "other"


@dataclass(frozen=True)
class Notice:
    """A warning, good until a day. `by`: the account; `told`: how many people were to be told."""

    id: str
    kind: NoticeKind
    words: str
    until_on: date
    by: str
    at: datetime
    told: int
