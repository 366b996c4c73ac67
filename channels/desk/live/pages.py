"""Calls for a person, and help side by side: the page, and the socket by which it lives."""

from __future__ import annotations

from starlette.responses import Response
from starlette.websockets import WebSocket

from actions.desk.entrance import Who
from actions.desk.model import EVERYONE
from channels.desk.desk import Desk
from channels.desk.live.connection import LivePage
from channels.desk.live.naming import Naming, live_words
from channels.desk.live.switchboard import Switchboard
from channels.desk.page import Asked, Page, Socket


def pages(desk: Desk) -> list[Page | Socket]:
    """The page of calls; one switchboard behind all of them."""
    board, words = Switchboard(desk), live_words()

    def naming() -> Naming:
        return Naming(desk.resources.catalogue.current(), words)

    async def serve(websocket: WebSocket, who: Who) -> None:
        await LivePage(board, naming, websocket, who).run()

    return [Page("/live", show, EVERYONE, nav="live"), Socket("/live/ws", serve, EVERYONE)]


def show(asked: Asked) -> Response:
    """The page; everything on it comes through the socket, but for the services that can be begun."""
    catalogue = asked.desk.resources.catalogue.current()
    services = sorted(catalogue.services.values(), key=lambda service: service.form is None)
    return asked.desk.page(asked, "live.html", services=services, live=live_words())
