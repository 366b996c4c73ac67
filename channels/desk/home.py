"""The first page of the desk: what is to be done today."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import Response

from actions.desk.model import EVERYONE, STAFF, Role
from actions.desk.ports import DeskWork
from actions.desk.queue import to_do, to_tell
from actions.outbox import ParcelState
from actions.visits.keeping import due
from channels.desk.desk import Desk
from channels.desk.page import Asked, Page, Socket
from channels.desk.titles import standing


def pages(desk: Desk) -> list[Page | Socket]:
    """The first page."""
    return [Page("/", today, EVERYONE, nav="home")]


@dataclass(frozen=True)
class Tile:
    """A number that leads to what it counts; `key` is one of `tiles` in words.zh.yml."""

    key: str
    count: int
    path: str
    is_bad: bool = False


def today(asked: Asked) -> Response:
    """What waits for somebody, as far as it is theirs to do."""
    with asked.desk.units.reading() as work:
        tiles = _tiles(asked, work)
    return asked.desk.page(asked, "home.html", tiles=tiles, day=asked.desk.resources.clock.today())


def _tiles(asked: Asked, work: DeskWork) -> list[Tile]:
    day, role = asked.desk.resources.clock.today(), asked.account.role
    cases = to_do(work, day, standing(asked))
    late, soon = sum(one.is_late for one in cases), sum(one.is_soon for one in cases)
    calls = len(to_tell(work)) + len(work.reminders.to_call(day))
    dead = len(work.outbox.in_state(ParcelState.DEAD))
    visits = due(work, day)
    calls_for_help = len(work.help_requests.unclosed())
    tiles = [
        Tile("help", calls_for_help, "/live", calls_for_help > 0),
        Tile("late", late, "/cases", late > 0),
        Tile("soon", soon, "/cases"),
        Tile("to_do", len(cases), "/cases"),
        Tile("calls", calls, "/calls"),
        Tile("visits", len(visits), "/visits", any(one.round.is_overdue(day) for one in visits)),
    ]
    return [*tiles, *_for_staff(role, dead)]


def _for_staff(role: Role, dead: int) -> list[Tile]:
    return [Tile("dead", dead, "/outbox", dead > 0)] if role in STAFF else []
