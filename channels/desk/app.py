"""The desk as an ASGI app, to be mounted at /desk: every page of every topic, each behind the door."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles

from actions.desk.model import EVERYONE
from channels.desk import (
    access,
    accounts,
    activities,
    audit,
    board,
    calls,
    case,
    entry,
    exports,
    grid,
    health,
    home,
    ledger,
    lessons,
    misses,
    needs,
    neighbours,
    notices,
    outbox,
    points,
    practice,
    prints,
    report,
    ringing,
    sharing,
    visits,
    voices,
    votes,
    work,
)
from channels.desk.desk import Desk
from channels.desk.doorkeeper import guarded, guarded_socket
from channels.desk.headers import HEADERS
from channels.desk.live import pages as live
from channels.desk.page import Asked, Page, Refused, Socket
from channels.desk.settings import STATIC
from channels.security_headers import SecurityHeaders

Topic = Callable[[Desk], list[Page | Socket]]

TOPICS: tuple[Topic, ...] = (
    home.pages,
    live.pages,
    ringing.pages,
    work.pages,
    case.pages,
    prints.pages,
    calls.pages,
    outbox.pages,
    lessons.pages,
    sharing.pages,
    practice.way_there,
    activities.pages,
    neighbours.pages,
    visits.pages,
    notices.pages,
    grid.pages,
    votes.pages,
    points.pages,
    ledger.pages,
    exports.pages,
    voices.pages,
    misses.pages,
    board.pages,
    needs.pages,
    report.pages,
    health.pages,
    access.pages,
    entry.pages,
    accounts.pages,
    audit.pages,
)
"""Every topic of the desk; their order is that of the navigation."""

PRACTISED: tuple[Topic, ...] = (practice.pages, live.pages, work.pages, case.pages, prints.pages, calls.pages)
"""The topics of the desk to practise at."""


def all_pages(desk: Desk) -> list[Page | Socket]:
    """Everything the desk answers to, but for the files of its look."""
    return [page for topic in (PRACTISED if desk.rehearsal else TOPICS) for page in topic(desk)]


def build_desk(desk: Desk) -> Starlette:
    """The app. Its files of style and script are open to everybody, everything else says whom it is for."""
    pages = all_pages(desk)
    desk.nav[:] = [page for page in pages if isinstance(page, Page) and page.nav]
    static = Mount("/static", StaticFiles(directory=STATIC))
    return Starlette(
        routes=[static, *_routes([*pages, Page("/{path:path}", _nowhere, EVERYONE)], desk)],
        middleware=[
            Middleware(SecurityHeaders, headers=HEADERS),
            Middleware(TrustedHostMiddleware, allowed_hosts=list(desk.settings.hosts), www_redirect=False),
        ],
    )


def _nowhere(asked: Asked) -> Response:
    raise Refused(404, "not_found")


def _routes(pages: list[Page | Socket], desk: Desk) -> Iterator[BaseRoute]:
    for page in pages:
        if isinstance(page, Socket):
            yield WebSocketRoute(page.path, guarded_socket(page, desk))
        else:
            yield Route(page.path, guarded(page, desk), methods=list(page.methods))
