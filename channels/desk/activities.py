"""Activities at the desk: what is on, who comes, who waits, and who came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from starlette.responses import Response

from actions.activities.keeping import attendance, call_off, put_on
from actions.activities.model import Activity, ActivityError, Seat, SeatState, waiting
from actions.cases.model import Case
from actions.desk.model import EVERYONE, STAFF
from actions.model import new_id
from channels.desk.desk import Desk
from channels.desk.page import Asked, Page, Refused, Socket
from channels.desk.people_shown import shown_name

_SHOWN_AFTER = timedelta(days=14)
_HERE = (SeatState.SEATED, SeatState.CAME, SeatState.MISSED)


def pages(desk: Desk) -> list[Page | Socket]:
    """Putting on and calling off is for staff, marking who came for everybody."""
    return [
        Page("/activities", show, EVERYONE, nav="activities"),
        Page("/activities/add", add, STAFF, ("POST",)),
        Page("/activities/{activity}/off", off, STAFF, ("POST",)),
        Page("/activities/{activity}/came", came, EVERYONE, ("POST",)),
    ]


@dataclass(frozen=True)
class Person:
    """Somebody with a seat or waiting for one."""

    seat: Seat
    number: str
    name: str


@dataclass(frozen=True)
class Shown:
    """An activity with its people."""

    activity: Activity
    coming: tuple[Person, ...]
    line: tuple[Person, ...]
    is_over: bool


def show(asked: Asked) -> Response:
    """What is on, and what was on lately."""
    return _page(asked)


def add(asked: Asked) -> Response:
    """Something new is on."""
    resources = asked.desk.resources
    try:
        seats = asked.field("seats", 6)
        activity = Activity(
            new_id(),
            asked.field("title", 40),
            asked.field("place", 40),
            datetime.fromisoformat(f"{asked.field('day')}T{asked.field('time')}").astimezone(),
            int(seats) if seats.isdecimal() else 0,
            asked.field("note", 60),
        )
        put_on(activity, resources.units, resources.clock)
    except ActivityError as error:
        return _page(asked, error.problem)
    except ValueError:
        return _page(asked, "past")
    asked.desk.note(asked, "activity_added", activity.id)
    return asked.to("/activities", "activity_added")


def off(asked: Asked) -> Response:
    """It is called off; everybody who signed up hears of it."""
    resources, activity = asked.desk.resources, asked.path("activity")
    try:
        call_off(activity, resources.units, resources.clock)
    except LookupError as error:
        raise Refused(404, "not_found") from error
    asked.desk.note(asked, "activity_off", activity[:64])
    return asked.to("/activities", "activity_off")


def came(asked: Asked) -> Response:
    """Who came."""
    resources, activity = asked.desk.resources, asked.path("activity")
    try:
        attendance(activity, {str(one) for one in asked.form.getlist("came")}, resources.units, resources.clock)
    except LookupError as error:
        raise Refused(404, "not_found") from error
    asked.desk.note(asked, "attendance", activity[:64])
    return asked.to("/activities", "attendance")


def _page(asked: Asked, problem: str = "") -> Response:
    clock = asked.desk.resources.clock
    with asked.desk.units.reading() as work:
        shown = []
        for activity in work.activities.since(clock.now() - _SHOWN_AFTER):
            seats = work.activities.seats(activity.id)
            cases = {seat.case: work.cases.by_id(seat.case) for seat in seats}
            coming = _people([one for one in seats if one.state in _HERE], cases)
            shown.append(Shown(activity, coming, _people(waiting(seats), cases), not activity.is_on(clock.now())))
    return asked.desk.page(
        asked,
        "activities.html",
        400 if problem else 200,
        shown=shown,
        problem=problem,
        today=clock.today().isoformat(),
    )


def _people(seats: Sequence[Seat], cases: dict[str, Case | None]) -> tuple[Person, ...]:
    known = ((seat, cases[seat.case]) for seat in seats)
    return tuple(Person(seat, case.number, shown_name(case)) for seat, case in known if case is not None)
