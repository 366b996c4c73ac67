"""A page of the desk, declared once: where it is, who may see it, what answers.

Every topic module has `pages(desk) -> list[Page]`; `channels.desk.app` collects them, and a test asks each of them
in each role. An endpoint is a plain function of `Asked` (it runs in a thread and may use the store) or a coroutine
function of `Asked`; that of a WebSocket is a coroutine function of the accepted socket and of who opened it.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.websockets import WebSocket

from actions.desk.entrance import Who
from actions.desk.model import Account, Role

if TYPE_CHECKING:
    from channels.desk.desk import Desk

MOST_BYTES = 64 * 1024


class Refused(Exception):
    """The person cannot have what they ask for; `reason` is a key of `refused` in words.zh.yml."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


@dataclass(frozen=True)
class Asked:
    """A request that was let in. `form` is empty unless a form was sent."""

    desk: Desk
    request: Request
    visitor: Who | None
    form: FormData

    @property
    def who(self) -> Who:
        """Whoever has come in; only for pages that are not open to everybody."""
        if self.visitor is None:
            raise Refused(401, "not_in")
        return self.visitor

    @property
    def account(self) -> Account:
        return self.who.account

    def field(self, name: str, most: int = 200) -> str:
        """A field of the form in one trimmed text of at most so many characters; "" when it is missing."""
        value = self.form.get(name, "")
        return value.strip()[:most] if isinstance(value, str) else ""

    def query(self, name: str, most: int = 100) -> str:
        """The same of the address."""
        return self.request.query_params.get(name, "").strip()[:most]

    def path(self, name: str) -> str:
        """A part of the path."""
        return str(self.request.path_params[name])

    def to(self, path: str, done: str = "") -> Response:
        """Leads on to another page of this desk, where `done` (a key of `done` in words.zh.yml) is said."""
        return RedirectResponse(f"{self.desk.root}{path}{f'?done={done}' if done else ''}", 303)


HttpEndpoint = Callable[[Asked], Response] | Callable[[Asked], Awaitable[Response]]
SocketEndpoint = Callable[[WebSocket, Who], Awaitable[None]]


@dataclass(frozen=True)
class Page:
    """One address of the desk. `path` begins below /desk and may hold `{parameters}`.

    roles: who may ask; empty for a page that is open to everybody, the door itself. nav: a key of `nav` in
    words.zh.yml when the page stands in the navigation. is_data: for programs, which get no page when they are
    refused. most_bytes: of a body. is_watching: asked for by a page again and again, with nobody at hand; the session
    does not last by it.
    """

    path: str
    endpoint: HttpEndpoint
    roles: frozenset[Role]
    methods: tuple[str, ...] = ("GET",)
    nav: str | None = None
    is_data: bool = False
    most_bytes: int = MOST_BYTES
    is_watching: bool = False


@dataclass(frozen=True)
class Socket:
    """One WebSocket of the desk; `path` and `roles` as of a page."""

    path: str
    endpoint: SocketEndpoint
    roles: frozenset[Role]


def csrf_token(secret: str) -> str:
    """What a form must send along: it can be told only by a page that this browser was given."""
    return hmac.new(secret.encode(), b"csrf", hashlib.sha256).hexdigest()
