"""The kiosk as an ASGI app: its page, its files, its WebSocket, its health."""

from __future__ import annotations

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

from channels.security_headers import SecurityHeaders
from kiosk.connection import serve
from kiosk.headers import HEADERS
from kiosk.ports import Dialogue, Ear, Mouth
from kiosk.seat import Seat
from kiosk.sentences import Sentences
from kiosk.session import Neighbours
from kiosk.settings import KioskSettings


def build_app(
    dialogue: Dialogue,
    ears: Callable[[], Ear] | None,
    mouth: Mouth | None,
    settings: KioskSettings,
) -> Starlette:
    """The elder's kiosk.

    ears: makes an ear for one stretch of listening; None when nothing can be recognised (touch, typing).
    mouth: None when nothing can be spoken (everything is on the screen).
    Raises OSError or ValueError when the page's sentences are not there.
    """
    with_ = Neighbours(dialogue, ears, mouth, Sentences.load(settings.web), settings)
    seat = Seat(with_)

    async def page(request: Request) -> Response:
        return FileResponse(settings.web / "index.html")

    async def health(request: Request) -> Response:
        return JSONResponse({"status": "ok", "listens": ears is not None, "speaks": mouth is not None})

    async def socket(websocket: WebSocket) -> None:
        await serve(websocket, seat)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        yield
        seat.close()

    app = Starlette(
        routes=[
            Route("/", page),
            Route("/healthz", health),
            WebSocketRoute("/kiosk/ws", socket),
            Mount("/static", StaticFiles(directory=settings.web)),
        ],
        middleware=[
            Middleware(SecurityHeaders, headers=HEADERS),
            Middleware(TrustedHostMiddleware, allowed_hosts=list(settings.hosts), www_redirect=False),
        ],
        lifespan=lifespan,
    )
    app.state.seat = seat
    return app
