"""What the station's one web server answers: the kiosk to whoever sits at this machine, the desk to its volunteers."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from actions.bootstrap import WallClock, bootstrap
from actions.bundles.lessons import LessonSharing
from actions.bundles.station import Shelves
from actions.departments.config import departments_of
from actions.desk.bootstrap import desk_units, entrance_of
from actions.help.duty import Duty
from actions.learning.folder import LearningFolder
from actions.store.engine import make_engine
from assistant.health.report import health_report
from assistant.keys import secret
from assistant.settings import Settings
from assistant.station_practice import Practice
from assistant.station_training import StationTrainer
from assistant.station_voices import kiosk_sentences
from channels.api.app import build_api
from channels.api.operation import Parts
from channels.api.settings import MOUNTED_AT as API_AT
from channels.api.settings import ApiSettings
from channels.desk.app import build_desk
from channels.desk.desk import Desk
from channels.desk.practice import KIOSK_AT
from channels.desk.settings import MOUNTED_AT, PRACTICE_AT, DeskSettings
from channels.live.meeting import Meeting
from channels.printing import PrintPaper
from channels.voices.shelf import VoiceShelf
from kiosk.settings import KioskSettings

log = logging.getLogger(__name__)

_THIS_MACHINE = ("127.0.0.1", "::1", "localhost")


def make_desk(
    settings: Settings, meeting: Meeting, duty: Duty | None = None, print_paper: PrintPaper | None = None
) -> Desk:
    """The desk of this station. meeting: where it finds the visits at the kiosk; duty: as it was read already;
    print_paper: None where the browser prints.

    Raises OSError or ValueError when its keys cannot be used.
    """
    engine = make_engine(settings.database_url)
    resources = bootstrap(settings, engine=engine, duty=duty)
    units = desk_units(settings, engine)
    hosts = (*DeskSettings().hosts, *settings.desk_hosts)
    exports = (settings.catalogue / "exports", settings.home / "exports")
    paper = KioskSettings().web / "css" / "paper.css"
    set_up = DeskSettings(hosts, exports, paper, VoiceShelf(settings.voices), kiosk_sentences())
    entrance, learning = entrance_of(units, resources.clock), LearningFolder(settings.learning)
    return Desk(
        resources,
        units,
        entrance,
        set_up,
        meeting=meeting,
        learning=learning,
        sharing=_sharing(settings),
        trainer=StationTrainer(settings),
        health=partial(health_report, settings),
        print_paper=print_paper,
    )


def _sharing(settings: Settings) -> LessonSharing:
    shelves = Shelves(settings.catalogue, settings.lessons, settings.voices, settings.region)
    return LessonSharing(shelves, secret(settings.keys / "bundle.key"), settings.trusted_stations)


def build_site(kiosk: Starlette, desk: ASGIApp, api: ASGIApp, practice: Practice | None = None) -> ASGIApp:
    """Everything under one port; from another machine only the desk and the interface for data can be reached."""

    async def to_desk(request: Request) -> Response:
        return RedirectResponse(f"{MOUNTED_AT}/", 307)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            for one in (kiosk, practice.place if practice else None):
                if one is not None:
                    await stack.enter_async_context(one.router.lifespan_context(one))
            yield

    below = f"{MOUNTED_AT}{PRACTICE_AT}"
    practised = [Mount(f"{below}{KIOSK_AT}", practice.kiosk), Mount(below, practice.desk)] if practice else []
    routes = [Route(MOUNTED_AT, to_desk), *practised, Mount(MOUNTED_AT, desk), Mount(API_AT, api), Mount("/", kiosk)]
    return OnlyDeskFromAfar(Starlette(routes=routes, lifespan=lifespan))


def desk_apps(
    settings: Settings,
    meeting: Meeting,
    practised: Callable[[Desk], Practice],
    duty: Duty | None = None,
    print_paper: PrintPaper | None = None,
) -> tuple[ASGIApp, Practice | None]:
    """The desk and the one to practise at, or a sentence where they should be: the kiosk goes on without them."""
    try:
        desk = make_desk(settings, meeting, duty, print_paper)
        return build_desk(desk), practised(desk)
    except (OSError, ValueError) as error:
        log.error("the desk cannot be opened: %s", type(error).__name__)
        return PlainTextResponse("The desk cannot be opened: see the station's log.", 503), None


def api_app(settings: Settings) -> ASGIApp:
    """The interface for data, or a sentence where it should be."""
    try:
        units = desk_units(settings, make_engine(settings.database_url))
        hosts = (*ApiSettings().hosts, *settings.desk_hosts)
        parts = Parts(units, WallClock(), departments_of(settings).destination_of)
        return build_api(parts, ApiSettings(hosts))
    except (OSError, ValueError) as error:
        log.error("the interface for data cannot be opened: %s", type(error).__name__)
        return PlainTextResponse("The interface cannot be opened: see the station's log.", 503)


class OnlyDeskFromAfar:
    """ASGI middleware: the microphone and the screen belong to whoever stands before them."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or _is_here(scope) or _is_desk(scope["path"]):
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await PlainTextResponse("Only the desk can be reached from here.", 403)(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})


def _is_here(scope: Scope) -> bool:
    client = scope.get("client")
    return client is None or client[0] in _THIS_MACHINE


def _is_desk(path: str) -> bool:
    return path == MOUNTED_AT or path.startswith((f"{MOUNTED_AT}/", f"{API_AT}/"))
