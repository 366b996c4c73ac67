"""WebSockets of the desk open for those who may, from our own page alone."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from actions.desk.entrance import Who
from actions.desk.model import STAFF, Role
from channels.desk.desk import Desk
from channels.desk.doorkeeper import COOKIE, guarded_socket
from channels.desk.page import Socket
from tests.integration.desk.conftest import BASE, join

pytestmark = pytest.mark.integration


async def greet(websocket: WebSocket, who: Who) -> None:
    await websocket.send_text(who.account.name)
    await websocket.close(1000)


def said(desk: Desk, who: Who | None, origin: str | None = BASE) -> str | int:
    """What the socket says, or the code it closes with."""
    guarded = guarded_socket(Socket("/live", greet, STAFF), desk)
    app = Starlette(routes=[Mount("/desk", Starlette(routes=[WebSocketRoute("/live", guarded)]))])
    cookies = {COOKIE: who.secret} if who else {}
    headers = {"origin": origin} if origin else {}
    with TestClient(app, base_url=BASE, cookies=cookies).websocket_connect(
        "ws://127.0.0.1/desk/live", headers=headers
    ) as socket:
        try:
            return socket.receive_text()
        except WebSocketDisconnect as closed:
            return closed.code


def test_whoever_may_is_let_in(desk: Desk) -> None:
    assert said(desk, join(desk, Role.STAFF, "刘芳")) == "刘芳"


def test_others_learn_why_not(desk: Desk) -> None:
    assert said(desk, None) == 4401
    assert said(desk, join(desk, Role.VOLUNTEER)) == 4403
    ended = join(desk, Role.STAFF)
    desk.entrance.leave(ended)
    assert said(desk, ended) == 4401


@pytest.mark.parametrize("origin", ["https://evil.example", "http://127.0.0.1:99", "null", None])
def test_a_page_of_another_origin_gets_no_socket(desk: Desk, origin: str | None) -> None:
    assert said(desk, join(desk, Role.STAFF), origin) == 4403
