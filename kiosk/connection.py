"""One WebSocket of a page: frames in, frames out, and nothing a broken frame could break."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection
from starlette.types import Message
from starlette.websockets import WebSocket, WebSocketDisconnect

from kiosk import protocol
from kiosk.protocol import BadFrame, Hello
from kiosk.seat import Seat
from kiosk.session import Visit

log = logging.getLogger(__name__)

_MOST_WAITING = 1_000
"""Frames a page may be behind before it is given up."""


class SocketPage:
    """The sending side: frames go out in order, by one writer."""

    def __init__(self) -> None:
        self._frames: asyncio.Queue[str | bytes | None] = asyncio.Queue(_MOST_WAITING)

    def send(self, frame: str | bytes) -> None:
        """Queue a frame; a page too far behind loses it."""
        with contextlib.suppress(asyncio.QueueFull):
            self._frames.put_nowait(frame)

    async def write_all(self, websocket: WebSocket) -> None:
        """Send until the connection ends, or this page had to give way."""
        moved = protocol.write("moved")
        while True:
            frame = await self._frames.get()
            if isinstance(frame, bytes):
                await websocket.send_bytes(frame)
            elif frame is not None:
                await websocket.send_text(frame)
            if frame == moved:
                await websocket.close(protocol.MOVED_AWAY)
                return


async def serve(websocket: WebSocket, seat: Seat) -> None:
    """The life of one connection. A page of another origin is refused."""
    if not same_origin(websocket):
        await websocket.close()
        return
    await websocket.accept()
    page = SocketPage()
    writer = asyncio.create_task(page.write_all(websocket))
    visit: Visit | None = None
    try:
        while True:
            visit = _take_in(await websocket.receive(), page, visit, seat)
    except (WebSocketDisconnect, RuntimeError):
        log.info("a page left")
    finally:
        writer.cancel()
        if visit is not None:
            seat.leave(page, visit)


def same_origin(connection: HTTPConnection) -> bool:
    """Whether the page that opens the socket came from this very host and port."""
    origin = urlsplit(connection.headers.get("origin", ""))
    return origin.scheme in ("http", "https") and origin.netloc == connection.headers.get("host")


def _take_in(message: Message, page: SocketPage, visit: Visit | None, seat: Seat) -> Visit | None:
    if message["type"] == "websocket.disconnect":
        raise WebSocketDisconnect()
    text, sound = message.get("text"), message.get("bytes")
    try:
        if isinstance(text, str):
            frame = protocol.read_text(text)
            if isinstance(frame, Hello):
                return visit or seat.take(page, frame.session, frame.visiting)
            if visit is not None and seat.holds(page):
                visit.receive(frame)
        elif isinstance(sound, bytes):
            pcm = protocol.read_sound(sound)
            if visit is not None and seat.holds(page):
                visit.sound(pcm)
    except BadFrame as error:
        log.debug("a frame was ignored: %s", error)
    return visit
