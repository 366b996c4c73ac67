"""Warnings at the desk: written once, told to everybody who agreed."""

from __future__ import annotations

from datetime import date

from starlette.responses import Response

from actions.desk.model import EVERYONE, STAFF
from actions.notices.keeping import NoticeError, give_out, subscribers
from actions.notices.model import NoticeKind
from channels.desk.desk import Desk
from channels.desk.page import Asked, Page, Socket

_MOST_SHOWN = 20


def pages(desk: Desk) -> list[Page | Socket]:
    """To speak to so many at once is for staff."""
    return [Page("/notices", show, EVERYONE, nav="notices"), Page("/notices/add", add, STAFF, ("POST",))]


def show(asked: Asked) -> Response:
    """How many agreed, and what they were told."""
    return _page(asked)


def add(asked: Asked) -> Response:
    """A warning goes out."""
    desk = asked.desk
    try:
        kind, until = NoticeKind(asked.field("kind")), date.fromisoformat(asked.field("until"))
        give_out(kind, asked.field("words"), until, asked.account.id, desk.units, desk.resources.clock)
    except NoticeError as error:
        return _page(asked, error.problem)
    except ValueError:
        return _page(asked, "until")
    return asked.to("/notices", "warned")


def _page(asked: Asked, problem: str = "") -> Response:
    with asked.desk.units.reading() as work:
        agreed, latest = len(subscribers(work)), work.notices.latest(_MOST_SHOWN)
    today = asked.desk.resources.clock.today().isoformat()
    return asked.desk.page(
        asked,
        "notices.html",
        400 if problem else 200,
        agreed=agreed,
        latest=latest,
        kinds=list(NoticeKind),
        today=today,
        problem=problem,
    )
