"""Practice: a desk and a kiosk where everybody pretends and nothing is filed, and the way there."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from actions.desk.model import EVERYONE
from channels.desk.desk import Desk
from channels.desk.page import Asked, Page, Refused, Socket
from channels.desk.rehearsal import Rehearsal
from channels.desk.settings import MOUNTED_AT, PRACTICE_AT

KIOSK_AT = "/kiosk"
"""Below the desk to practise at: its kiosk."""


def way_there(desk: Desk) -> list[Page | Socket]:
    """For the navigation of the real desk."""
    return [Page(PRACTICE_AT, lead_there, EVERYONE, nav="practice")]


def pages(desk: Desk) -> list[Page | Socket]:
    """The first page of the desk to practise at."""
    return [
        Page("/", show, EVERYONE, nav="practice"),
        Page("/come/{person}", come, EVERYONE, ("POST",)),
        Page("/clear", clear, EVERYONE, ("POST",)),
    ]


def lead_there(asked: Asked) -> Response:
    """On to the desk to practise at."""
    return RedirectResponse(f"{MOUNTED_AT}{PRACTICE_AT}/", 303)


def show(asked: Asked) -> Response:
    """Who can come, and how to practise."""
    return asked.desk.page(asked, "practice.html", people=_rehearsal(asked).people, kiosk_at=KIOSK_AT)


async def come(asked: Asked) -> Response:
    """Somebody comes to the kiosk of practice; they will call, and it rings on the page of calls."""
    if not _rehearsal(asked).come(asked.path("person")):
        raise Refused(409, "there_already")
    return asked.to("/live")


async def clear(asked: Asked) -> Response:
    """Everything that was practised is gone."""
    await _rehearsal(asked).clear()
    return asked.to("/", "cleared")


def _rehearsal(asked: Asked) -> Rehearsal:
    if asked.desk.rehearsal is None:
        raise Refused(404, "not_found")
    return asked.desk.rehearsal
