"""Neighbours at the desk: who needs a hand, who could lend one, and a thank you."""

from __future__ import annotations

from starlette.responses import Response

from actions.desk.model import EVERYONE, STAFF
from actions.neighbours.keeping import NeighbourError, approve, offered, thank, together, undo, wanted
from channels.desk.desk import Desk
from channels.desk.page import Asked, Page, Refused, Socket
from channels.desk.people_shown import shown_name, told


def pages(desk: Desk) -> list[Page | Socket]:
    """Looking is for everybody; to pass somebody's number on is for staff."""
    return [
        Page("/neighbours", show, EVERYONE, nav="neighbours"),
        Page("/neighbours/approve", bring_together, STAFF, ("POST",)),
        Page("/neighbours/{favour}/undo", take_apart, STAFF, ("POST",)),
        Page("/neighbours/{favour}/thank", done, STAFF, ("POST",)),
    ]


def show(asked: Asked) -> Response:
    """Requests with who fits, favours under way, and offers."""
    with asked.desk.units.reading() as work:
        needs, under_way, offers = wanted(work), together(work), offered(work)
    return asked.desk.page(
        asked, "neighbours.html", name=shown_name, told=told, wanted=needs, together=under_way, offered=offers
    )


def bring_together(asked: Asked) -> Response:
    """Both are told of each other."""
    desk = asked.desk
    try:
        approve(asked.field("request", 8), asked.field("offer", 8), asked.account.id, desk.units, desk.resources.clock)
    except NeighbourError as error:
        raise Refused(409, "too_late") from error
    return asked.to("/neighbours", "neighbours_approved")


def take_apart(asked: Asked) -> Response:
    """It came to nothing."""
    try:
        undo(asked.path("favour"), asked.account.id, asked.desk.units, asked.desk.resources.clock)
    except NeighbourError as error:
        raise Refused(409, "too_late") from error
    return asked.to("/neighbours", "neighbours_undone")


def done(asked: Asked) -> Response:
    """It was done, and the helper is thanked."""
    try:
        points = thank(asked.path("favour"), asked.account.id, asked.desk.units, asked.desk.resources)
    except NeighbourError as error:
        raise Refused(409, "too_late") from error
    return asked.to("/neighbours", "neighbours_thanked" if points else "neighbours_thanked_only")
