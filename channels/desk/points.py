"""Points at the desk: a card, points for helping, points redeemed; what is redeemed is confirmed twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.responses import Response

from actions.cases.number import is_number
from actions.desk.model import EVERYONE, STAFF
from actions.points.booking import card_for, give, reasons, redeem, title_of
from actions.points.model import KIND, Movement, PointsError, balances, movements
from channels.desk.desk import Desk
from channels.desk.page import Asked, Page, Socket

_SHOWN = 20


def pages(desk: Desk) -> list[Page | Socket]:
    """Looking and giving cards is for everybody, moving points for staff."""
    return [
        Page("/points", show, EVERYONE, nav="points"),
        Page("/points/card", card, EVERYONE, ("POST",)),
        Page("/points/{card}", one, EVERYONE),
        Page("/points/{card}/give", earn, STAFF, ("POST",)),
        Page("/points/{card}/redeem", ask, STAFF, ("POST",)),
        Page("/points/{card}/redeemed", spend, STAFF, ("POST",)),
    ]


def show(asked: Asked) -> Response:
    """Where a card is looked up or made; a number leads to its card."""
    number = asked.query("number").replace(" ", "")
    if number and is_number(number):
        return asked.to(f"/points/{number}")
    return _start(asked, "card" if number else "")


def card(asked: Asked) -> Response:
    """The card of somebody who stands here, made if there is none."""
    resources = asked.desk.resources
    try:
        holder = card_for(asked.field("name"), asked.field("phone"), resources.units, resources.clock, resources.lookup)
    except PointsError:
        return _start(asked, "person")
    asked.desk.note(asked, "card_given", holder.card)
    return asked.to(f"/points/{holder.card}")


def one(asked: Asked) -> Response:
    """What a card holds and how it came to it."""
    return _page(asked)


def earn(asked: Asked) -> Response:
    """Points for an occasion."""
    resources = asked.desk.resources
    reason = reasons().get(asked.field("reason"))
    occasion = asked.field("occasion")
    if reason is None or not occasion:
        return _page(asked, "occasion")
    return _moved(
        asked,
        "points_given",
        lambda: give(asked.path("card"), reason, occasion, resources.units, resources.clock, resources.digest),
    )


def ask(asked: Asked) -> Response:
    """The first confirmation: what will be taken off, to be read out to the person."""
    points = asked.field("points")
    if not points.isdigit() or int(points) < 1 or not asked.field("what"):
        return _page(asked, "amount")
    return _page(asked, asking={"points": int(points), "what": asked.field("what")})


def spend(asked: Asked) -> Response:
    """The second: the person has said yes."""
    resources = asked.desk.resources
    points = int(asked.field("points")) if asked.field("points").isdigit() else 0
    if not asked.field("agreed"):
        return _page(asked, "agreed", asking={"points": points, "what": asked.field("what")})
    occasion = f"{asked.field('what')} {asked.field('once')}"
    return _moved(
        asked,
        "points_redeemed",
        lambda: redeem(asked.path("card"), points, occasion, resources.units, resources.clock, resources.digest),
    )


def _moved(asked: Asked, action: str, move: Callable[[], Movement]) -> Response:
    try:
        move()
    except PointsError as error:
        return _page(asked, error.problem)
    asked.desk.note(asked, action, asked.path("card"))
    return asked.to(f"/points/{asked.path('card')}", action)


def _start(asked: Asked, problem: str = "") -> Response:
    return asked.desk.page(asked, "points.html", 400 if problem else 200, problem=problem, reasons=reasons())


def _page(asked: Asked, problem: str = "", asking: dict[str, Any] | None = None) -> Response:
    number = asked.path("card")
    with asked.desk.resources.units() as work:
        holder = work.point_holders.by_card(number)
        moved = movements(work.ledger.entries(KIND)) if holder else ()
    if holder is None:
        return _start(asked, "card")
    mine = [movement for movement in moved if number in (movement.source, movement.target)]
    return asked.desk.page(
        asked,
        "points_card.html",
        400 if problem else 200,
        card=number,
        name=f"{holder.name[:1]}**",
        held=balances(moved).get(number, 0),
        moved=list(reversed(mine))[:_SHOWN],
        reasons=reasons(),
        title_of=title_of,
        problem=problem,
        asking=asking,
        once=len(mine),
    )
