"""Gives cards, gives points and redeems them, each once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from actions.cases.number import new_number
from actions.drawing import first_free
from actions.passes.digest import Digest
from actions.points.model import KIND, REDEEMED, Movement, PointsError, Reason, earned, movements, redeemed
from actions.points.ports import Holder
from actions.ports import Clock, UnitsOfWork
from actions.residents.lookup import Lookup

_FILE = Path(__file__).with_name("points.yml")
_REFERENCE = 16


@cache
def _kept() -> Mapping[str, Any]:
    kept: Mapping[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return kept


@cache
def reasons() -> Mapping[str, Reason]:
    """What points are given for."""
    return {code: Reason(code=code, **about) for code, about in _kept()["reasons"].items()}


def title_of(movement: Movement) -> str:
    """What a movement is for, in a few words; empty for a reason that there is no more."""
    if movement.reason == REDEEMED:
        return str(_kept()[REDEEMED])
    reason = reasons().get(movement.reason)
    return reason.title if reason else ""


def card_for(name: str, phone: str, units: UnitsOfWork, clock: Clock, lookup: Lookup) -> Holder:
    """The card of a person; a new one where they have none. Raises PointsError (`person`), StorageError."""
    found = lookup(name, phone)
    if found is None:
        raise PointsError("person")
    with units() as work:
        known = work.point_holders.by_lookup(found)
        if known is not None:
            return known
        card = first_free(new_number, lambda drawn: work.point_holders.by_card(drawn) is not None)
        holder = Holder(card, found, name, clock.today())
        work.point_holders.add(holder)
        work.commit()
    return holder


def give(card: str, reason: Reason, occasion: str, units: UnitsOfWork, clock: Clock, digest: Digest) -> Movement:
    """Points for an occasion, which is named once only, such as `case 12345678` or `lesson scams`.

    Raises PointsError (`card`, `twice`, `cap`), StorageError.
    """
    with units() as work:
        if work.point_holders.by_card(card) is None:
            raise PointsError("card")
        work.ledger.hold()
        before = movements(work.ledger.entries(KIND))
        moved = earned(card, reason, clock.today(), _reference(digest, card, occasion), before)
        work.ledger.append([moved.page()], clock.now())
        work.commit()
    return moved


def redeem(card: str, points: int, occasion: str, units: UnitsOfWork, clock: Clock, digest: Digest) -> Movement:
    """Takes points off a card. Raises PointsError (`card`, `amount`, `twice`, `too_few`), StorageError."""
    with units() as work:
        if work.point_holders.by_card(card) is None:
            raise PointsError("card")
        work.ledger.hold()
        before = movements(work.ledger.entries(KIND))
        moved = redeemed(card, points, clock.today(), _reference(digest, card, occasion), before)
        work.ledger.append([moved.page()], clock.now())
        work.commit()
    return moved


def _reference(digest: Digest, card: str, occasion: str) -> str:
    """Names an occasion in public without telling it."""
    return digest(f"points {card} {occasion}")[:_REFERENCE]
