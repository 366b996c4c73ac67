"""The grid at the desk: which address belongs to whom, taken in from a table and given out as one."""

from __future__ import annotations

from starlette.responses import Response

from actions.desk.model import EVERYONE, STAFF, Note
from actions.grid.model import GridError, GridPlace, overlapping, read_table, write_table
from channels.desk.desk import Desk
from channels.desk.page import Asked, Page, Socket

_MOST_BYTES = 512 * 1024
_MOST_CHARACTERS = 400_000
_MOST_SHOWN = 200


def pages(desk: Desk) -> list[Page | Socket]:
    """Everybody may look somebody up; the table is for staff."""
    return [
        Page("/grid", show, EVERYONE, nav="grid"),
        Page("/grid/table.csv", table, STAFF),
        Page("/grid/check", check, STAFF, ("POST",), most_bytes=_MOST_BYTES),
        Page("/grid/import", take_in, STAFF, ("POST",), most_bytes=_MOST_BYTES),
    ]


def show(asked: Asked) -> Response:
    """The table in force."""
    return _page(asked)


def table(asked: Asked) -> Response:
    """The same as a file."""
    with asked.desk.units.reading() as work:
        places = work.grid_places.all()
    asked.desk.note(asked, "exported", "grid")
    headers = {"content-disposition": 'attachment; filename="grid.csv"'}
    return Response("\ufeff" + write_table(places), media_type="text/csv", headers=headers)


def check(asked: Asked) -> Response:
    """What a table would change, before it does."""
    text = asked.field("table", _MOST_CHARACTERS)
    try:
        places = read_table(text)
    except GridError as error:
        return _page(asked, error, text=text)
    return _page(asked, text=text, checked=places)


def take_in(asked: Asked) -> Response:
    """The table is in force."""
    text = asked.field("table", _MOST_CHARACTERS)
    try:
        places = read_table(text)
    except GridError as error:
        return _page(asked, error, text=text)
    with asked.desk.units() as work:
        work.grid_places.replace(places)
        work.audit.add(Note(asked.account.id, "grid_imported"), asked.desk.resources.clock.now())
        work.commit()
    return asked.to("/grid", "grid_imported")


def _page(
    asked: Asked, error: GridError | None = None, text: str = "", checked: tuple[GridPlace, ...] | None = None
) -> Response:
    with asked.desk.units.reading() as work:
        places = list(work.grid_places.all())
    wanted = asked.query("find")
    found = [one for one in places if not wanted or wanted in f"{one.place} {one.grid} {one.worker.name}"]
    return asked.desk.page(
        asked,
        "grid.html",
        400 if error else 200,
        places=found[:_MOST_SHOWN],
        count=len(places),
        today=asked.desk.resources.clock.today(),
        find=wanted,
        error=error,
        text=text,
        checked=checked,
        twice=list(overlapping(checked or ())),
    )
