"""Visits to people who asked to be looked in on. No Rasa, no SQL. Who they are stands sealed in their cases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum
from functools import cache
from pathlib import Path

import yaml

from actions.cases.model import Case

HOME_VISIT = "home_visit"
"""The form, by its id."""

FIRST_WITHIN = timedelta(days=3)
AGAIN_AFTER = timedelta(days=1)
"""When somebody was not in."""

_FILE = Path(__file__).with_name("often.yml")
_MOST_DAYS = 30


class Found(str, Enum):
    """What a visit found."""

    WELL = "well"
    NEEDS_HELP = "needs_help"
    NOT_IN = "not_in"
    STOP = "stop"


@dataclass(frozen=True)
class Round:
    """Somebody on the round, known by their case."""

    case: str
    every_days: int
    next_on: date

    def is_overdue(self, today: date) -> bool:
        return self.next_on < today


@dataclass(frozen=True)
class Visit:
    """One visit. `note` may tell of the person."""

    id: str
    case: str
    account: str
    on: date
    found: Found
    note: str = field(repr=False, default="")


@cache
def often() -> Mapping[str, int]:
    """Days between two visits, by the words people choose."""
    kept: Mapping[str, int] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return kept


def round_of(case: Case, today: date) -> Round:
    """How a case of `HOME_VISIT` begins: soon, and then as often as was asked for."""
    return Round(case.id, often().get(case.details.value("often"), _MOST_DAYS), today + FIRST_WITHIN)


def next_after(one: Round, visit: Visit) -> date:
    """When to go there again."""
    wait = AGAIN_AFTER if visit.found is Found.NOT_IN else timedelta(days=one.every_days)
    return visit.on + wait
