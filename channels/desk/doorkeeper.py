"""Lets people in to pages: who they are, what their role may see, and that the request comes from our own page."""

from __future__ import annotations

import hmac
import inspect
import logging
from collections.abc import Awaitable, Callable
from typing import Any, cast
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, Headers
from starlette.requests import HTTPConnection, Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocket

from actions.desk.entrance import Who
from actions.desk.model import Role
from actions.ports import StorageError
from channels.desk.desk import Desk
from channels.desk.page import Asked, Page, Refused, Socket, csrf_token
from channels.desk.settings import MOUNTED_AT

log = logging.getLogger(__name__)

COOKIE = "linban_desk"
_SAFE = ("GET", "HEAD", "OPTIONS")
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
_NOT_IN, _NOT_ALLOWED = 4401, 4403

Http = Callable[[Request], Awaitable[Response]]
WebSockets = Callable[[WebSocket], Awaitable[None]]


def guarded(page: Page, desk: Desk) -> Http:
    """The endpoint of a page behind the door."""

    async def endpoint(request: Request) -> Response:
        asked = Asked(desk, request, None, FormData())
        try:
            visitor = await run_in_threadpool(_visitor, desk, request, page.is_watching)
            asked = Asked(desk, request, visitor, FormData())
            _require_role(visitor, page.roles)
            if request.method not in _SAFE:
                asked = Asked(desk, request, visitor, await _sent_by_us(request, visitor, page))
            return await _answer(page, asked)
        except Refused as refusal:
            return _refused(page, asked, refusal)
        except StorageError as error:
            log.error("the desk cannot use the store: %s", error)
            return _refused(page, asked, Refused(503, "no_store"))

    return endpoint


def guarded_socket(socket: Socket, desk: Desk) -> WebSockets:
    """The endpoint of a WebSocket behind the door; whoever is refused learns it from the code it closes with."""

    async def endpoint(websocket: WebSocket) -> None:
        try:
            visitor = await run_in_threadpool(_visitor, desk, websocket)
            _require_role(visitor, socket.roles)
            _require_own_origin(websocket)
        except (Refused, StorageError) as error:
            await websocket.accept()
            await websocket.close(_NOT_IN if isinstance(error, Refused) and error.status == 401 else _NOT_ALLOWED)
            return
        await websocket.accept()
        await socket.endpoint(websocket, cast(Who, visitor))

    return endpoint


class ForWhoIsIn:
    """ASGI middleware: an app that only those may use who have come in to this desk; others are led to the door."""

    def __init__(self, app: ASGIApp, desk: Desk) -> None:
        self._app = app
        self._desk = desk

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or await run_in_threadpool(self._is_in, HTTPConnection(scope)):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": _NOT_IN})
        else:
            await RedirectResponse(f"{MOUNTED_AT}/login", 303)(scope, receive, send)

    def _is_in(self, connection: HTTPConnection) -> bool:
        try:
            return _visitor(self._desk, connection) is not None
        except StorageError as error:
            log.error("the desk cannot use the store: %s", error)
            return False


def _visitor(desk: Desk, connection: HTTPConnection, is_watching: bool = False) -> Who | None:
    secret, entrance = connection.cookies.get(COOKIE), desk.entrance
    return (entrance.glance if is_watching else entrance.who)(secret) if secret else None


def _require_role(visitor: Who | None, roles: frozenset[Role]) -> None:
    if roles and visitor is None:
        raise Refused(401, "not_in")
    if roles and visitor is not None and visitor.account.role not in roles:
        raise Refused(403, "not_allowed")


async def _sent_by_us(request: Request, visitor: Who | None, page: Page) -> FormData:
    """The form, which only a page of ours can have sent. The door itself has no session yet: its origin must do."""
    _require_own_origin(request)
    _require_small(request.headers, page.most_bytes)
    is_form = request.headers.get("content-type", "").startswith(_FORMS)
    form = await request.form(max_part_size=page.most_bytes) if is_form else FormData()
    if page.roles and visitor is not None:
        sent = request.headers.get("x-csrf-token") or form.get("csrf", "")
        if not hmac.compare_digest(str(sent).encode(), csrf_token(visitor.secret).encode()):
            raise Refused(403, "csrf")
    return form


def _require_small(headers: Headers, most_bytes: int) -> None:
    """A body whose size is not told beforehand could be of any size; browsers tell that of a form."""
    if int(headers.get("content-length") or 0) > most_bytes or "transfer-encoding" in headers:
        raise Refused(413, "too_big")


def _require_own_origin(connection: HTTPConnection) -> None:
    """A browser says where a request comes from; one that does not say is not believed."""
    origin = connection.headers.get("origin")
    if origin is None:
        is_ours = connection.headers.get("sec-fetch-site") == "same-origin"
    else:
        is_ours = urlsplit(origin).netloc == _host(connection.headers)
    if not is_ours:
        raise Refused(403, "origin")


def _host(headers: Headers) -> str:
    return headers.get("host", "")


async def _answer(page: Page, asked: Asked) -> Response:
    endpoint = cast(Any, page.endpoint)
    if inspect.iscoroutinefunction(endpoint):
        return cast(Response, await endpoint(asked))
    return cast(Response, await run_in_threadpool(endpoint, asked))


def _refused(page: Page, asked: Asked, refusal: Refused) -> Response:
    """Whoever is not in is led to the door and, after it, to where they wanted to go."""
    if page.is_data:
        return JSONResponse({"error": refusal.reason}, refusal.status)
    if refusal.status == 401:
        here = asked.request.url.path.removeprefix(MOUNTED_AT)
        way_back = f"?next={here}" if asked.request.method == "GET" and here != "/" else ""
        return RedirectResponse(f"{MOUNTED_AT}/login{way_back}", 303)
    return asked.desk.page(asked, "refused.html", refusal.status, reason=refusal.reason)
