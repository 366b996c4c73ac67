"""Visits at home: whose turn it is, what is late, and what was found."""

from __future__ import annotations

from datetime import date

from starlette.responses import Response

from actions.desk.model import EVERYONE
from actions.grid.model import workers_of
from actions.visits.keeping import VisitError, record, turns
from actions.visits.model import Found
from channels.desk.desk import Desk
from channels.desk.page import Asked, Page, Socket
from channels.desk.people_shown import shown_name, told

_MOST_SHOWN = 3


def pages(desk: Desk) -> list[Page | Socket]:
    """For everybody who visits."""
    return [Page("/visits", show, EVERYONE, nav="visits"), Page("/visits/{number}", write_down, EVERYONE, ("POST",))]


def show(asked: Asked) -> Response:
    """The round, whose turn was first at the front."""
    return _page(asked)


def write_down(asked: Asked) -> Response:
    """What a visit found."""
    desk = asked.desk
    try:
        on, found = date.fromisoformat(asked.field("on")), Found(asked.field("found"))
        note = asked.field("note")
        record(asked.path("number"), on, found, note, asked.account.id, desk.units, desk.resources.clock)
    except VisitError as error:
        return _page(asked, error.problem)
    except ValueError:
        return _page(asked, "day")
    return asked.to("/visits", "visited")


def _page(asked: Asked, problem: str = "") -> Response:
    today = asked.desk.resources.clock.today()
    with asked.desk.units.reading() as work:
        round_ = turns(work)
        places = work.grid_places.all()
        found = {one.case.id: list(work.visits.of_case(one.case.id))[:_MOST_SHOWN] for one in round_}
    return asked.desk.page(
        asked,
        "visits.html",
        400 if problem else 200,
        turns=round_,
        found=found,
        workers={one.case.grid: workers_of(one.case.grid, places, today) for one in round_ if one.case.grid},
        name=shown_name,
        told=told,
        today=today,
        problem=problem,
        outcomes=list(Found),
    )
