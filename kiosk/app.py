"""The kiosk as an ASGI app: its page, its files, its WebSocket, its health."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.websockets import WebSocket

from channels.live.meeting import Meeting
from channels.printing import PrintPaper
from channels.security_headers import SecurityHeaders
from kiosk.connection import serve
from kiosk.headers import HEADERS
from kiosk.loudspeaker import Loudspeaker
from kiosk.neighbours import Neighbours
from kiosk.offers import FILE, offers
from kiosk.ports import Dialogue, Ear, ForgetPrints, Mouth, Troubles
from kiosk.printing import print_route
from kiosk.seat import Seat
from kiosk.sentences import Sentences
from kiosk.settings import KioskSettings


def _never(text: str) -> bool:
    return False


def build_app(
    dialogue: Dialogue,
    ears: Callable[[], Ear] | None,
    mouth: Mouth | None,
    settings: KioskSettings,
    troubles: Troubles | None = None,
    forget_prints: ForgetPrints | None = None,
    meeting: Meeting | None = None,
    coming: Callable[[], Callable[[], Ear] | None] | None = None,
    print_paper: PrintPaper | None = None,
) -> Starlette:
    """The elder's kiosk.

    ears: makes an ear for one stretch of listening; None when nothing can be recognised (touch, typing).
    mouth: None when nothing can be spoken (everything is on the screen).
    troubles: tells what of the station does not work; None when nobody looks.
    forget_prints: takes what waits to be printed away with the person; None where nothing is printed.
    meeting: where volunteers find the visits; without it nobody does.
    coming: loads the ears, and blocks until it has them; the page is there meanwhile, for touch and typing.
    print_paper: prints what the page brings; None where the browser prints by itself.
    Raises OSError or ValueError when the page's sentences are not there.
    """
    with_ = Neighbours(
        dialogue,
        ears,
        mouth,
        Sentences.load(settings.web),
        settings,
        meeting or Meeting(_never),
        Loudspeaker.load(),
        forget_prints=forget_prints,
        ears_are_coming=coming is not None,
    )
    seat, offered = Seat(with_), offers(settings.web, settings.titles)

    async def page(request: Request) -> Response:
        return FileResponse(settings.web / "index.html")

    async def health(request: Request) -> Response:
        senses = {"listens": seat.listens, "speaks": mouth is not None}
        devices = {"microphone": seat.has_microphone, "loudspeaker": seat.has_loudspeaker}
        return JSONResponse({"status": "ok", "page": seat.is_taken, **senses, **devices})

    async def services(request: Request) -> Response:
        return JSONResponse(offered)

    async def socket(websocket: WebSocket) -> None:
        await serve(websocket, seat)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        tasks = [asyncio.create_task(_watch(troubles, seat, settings.troubles_every))] if troubles else []
        if coming is not None:
            tasks.append(asyncio.create_task(_wait_for(coming, seat)))
        yield
        for task in tasks:
            task.cancel()
        seat.close()

    app = Starlette(
        routes=[
            Route("/", page),
            Route("/healthz", health),
            WebSocketRoute("/kiosk/ws", socket),
            Route(f"/static/{FILE}", services),
            Mount("/static", StaticFiles(directory=settings.web)),
            *([print_route(print_paper)] if print_paper else []),
        ],
        middleware=[
            Middleware(SecurityHeaders, headers=HEADERS),
            Middleware(TrustedHostMiddleware, allowed_hosts=list(settings.hosts), www_redirect=False),
        ],
        lifespan=lifespan,
    )
    app.state.seat = seat
    return app


async def _watch(troubles: Troubles, seat: Seat, every: float) -> None:
    """Tells whoever sits here what does not work, and when it works again."""
    while True:
        seat.know(await troubles())
        await asyncio.sleep(every)


async def _wait_for(coming: Callable[[], Callable[[], Ear] | None], seat: Seat) -> None:
    seat.use(await asyncio.to_thread(coming))
