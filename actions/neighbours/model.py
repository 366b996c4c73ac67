"""Neighbours who need a hand and neighbours who lend one, matched by kind, grid and time. No Rasa, no SQL.

Both are cases, and what they told stands sealed there; here stand only what is compared and who was brought together.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from pathlib import Path

import yaml

from actions.cases.model import Case

REQUEST, OFFER = "help_wanted", "help_offered"
"""The two forms, by their ids."""

_FILE = Path(__file__).with_name("kinds.yml")
_ANY = "any"
_SATURDAY = 5


class FavourState(str, Enum):
    """APPROVED: both know of each other. UNDONE: it came to nothing, and somebody else may help."""

    APPROVED = "approved"
    DONE = "done"
    UNDONE = "undone"


@dataclass(frozen=True)
class Favour:
    """One neighbour for another, both known by their cases; `by` is the account that approved it."""

    id: str
    request: str
    offer: str
    by: str
    approved_at: datetime
    state: FavourState


@dataclass(frozen=True)
class Kinds:
    """What there is: `reasons` by kind, for points; `parts` and `days` by the words people choose."""

    reasons: Mapping[str, str]
    parts: Mapping[str, str]
    days: Mapping[str, str]


@dataclass(frozen=True)
class Request:
    """What somebody needs: `part` of a `day`; None is any day."""

    case: str
    kind: str
    grid: str | None
    day: date | None
    part: str


@dataclass(frozen=True)
class Offer:
    """What somebody gives: on weekdays, at the weekend or on `any` day, in a `part` of it."""

    case: str
    kind: str
    grid: str | None
    days: str
    part: str


@cache
def kinds() -> Kinds:
    """What neighbours do for each other."""
    kept = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return Kinds(kept["kinds"], kept["parts"], kept["days"])


def request_of(case: Case) -> Request:
    """What a case of `REQUEST` asks for; whatever was left out may be any."""
    told, day = case.details.value, case.details.value("day")
    return Request(
        case.id,
        told("kind"),
        case.grid,
        date.fromisoformat(day) if day else None,
        kinds().parts.get(told("part"), _ANY),
    )


def offer_of(case: Case) -> Offer:
    """What a case of `OFFER` gives."""
    told = case.details.value
    days, part = kinds().days.get(told("days"), _ANY), kinds().parts.get(told("part"), _ANY)
    return Offer(case.id, told("kind"), case.grid, days, part)


def fits(request: Request, offer: Offer) -> bool:
    """Whether this neighbour can do it: the same kind, the same grid, a day and a part of it that suit both."""
    return (
        request.kind == offer.kind
        and request.grid == offer.grid
        and _suits(request.day, offer.days)
        and (_ANY in (request.part, offer.part) or request.part == offer.part)
    )


def candidates(
    request: Request, offers: Iterable[Offer], busy: Collection[tuple[str, date | None]] = ()
) -> tuple[Offer, ...]:
    """Who could help. `busy`: offers by case with the days they are taken for already."""
    return tuple(one for one in offers if fits(request, one) and (one.case, request.day) not in busy)


def _suits(day: date | None, days: str) -> bool:
    if day is None or days == _ANY:
        return True
    return (day.weekday() >= _SATURDAY) is (days == "weekend")
