"""Points as double entry: whatever one account gains, another gives. No Rasa, no SQL.

A person's account is the number of their card, which says nothing about them. Points are given for helping and
learning, never for using the station, and no service depends on them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from actions.ledger.entry import Entry
from actions.ledger.ports import Page

KIND = "points"
GIVEN, SPENT = "given", "spent"
"""The station's two accounts: where points come from, and where they go when they are redeemed."""
REDEEMED = "redeemed"
"""The reason of a movement that redeems points."""


class PointsError(ValueError):
    """Points cannot be moved so; `problem` is one word for it: `card`, `cap`, `twice`, `too_few`, `amount`."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(frozen=True)
class Reason:
    """What points are given for: `points` each time, at most `most_a_month` to one card."""

    code: str
    title: str
    points: int
    most_a_month: int


@dataclass(frozen=True)
class Movement:
    """`points` from one account to another. `reference` names the occasion once and for all, without telling it."""

    source: str
    target: str
    points: int
    reason: str
    on: date
    reference: str

    def page(self) -> Page:
        """As it stands in the ledger."""
        body = {"from": self.source, "to": self.target, "points": self.points, "why": self.reason}
        return KIND, body | {"on": self.on.isoformat(), "ref": self.reference}


def movements(entries: Iterable[Entry]) -> tuple[Movement, ...]:
    """The movements that stand in a ledger, in order."""
    return tuple(_movement(entry.body) for entry in entries if entry.kind == KIND)


def _movement(body: Mapping[str, Any]) -> Movement:
    return Movement(
        str(body["from"]),
        str(body["to"]),
        int(body["points"]),
        str(body["why"]),
        date.fromisoformat(str(body["on"])),
        str(body["ref"]),
    )


def balances(moved: Iterable[Movement]) -> Mapping[str, int]:
    """What every account holds; all of them together hold nothing."""
    held: dict[str, int] = defaultdict(int)
    for movement in moved:
        held[movement.source] -= movement.points
        held[movement.target] += movement.points
    return dict(held)


def earned(card: str, reason: Reason, on: date, reference: str, moved: Iterable[Movement]) -> Movement:
    """The movement that gives a card what a reason is worth. Raises PointsError (`twice`, `cap`)."""
    before = tuple(moved)
    if any(one.reference == reference for one in before):
        raise PointsError("twice")
    this_month = sum(
        one.points
        for one in before
        if one.target == card and one.reason == reason.code and (one.on.year, one.on.month) == (on.year, on.month)
    )
    if this_month + reason.points > reason.most_a_month:
        raise PointsError("cap")
    return Movement(GIVEN, card, reason.points, reason.code, on, reference)


def redeemed(card: str, points: int, on: date, reference: str, moved: Iterable[Movement]) -> Movement:
    """The movement that takes points off a card. Raises PointsError (`amount`, `twice`, `too_few`)."""
    before = tuple(moved)
    if points < 1:
        raise PointsError("amount")
    if any(one.reference == reference for one in before):
        raise PointsError("twice")
    if balances(before).get(card, 0) < points:
        raise PointsError("too_few")
    return Movement(card, SPENT, points, REDEEMED, on, reference)
