"""A small department: takes cases and news of them over HTTP as actions/departments/README.md says, once for each key.

Everything that goes wrong with such servers can be made to: refusing, failing, being slow, telling twice, being away.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.fakes.house import House

TOKEN = "the-departments-word"


@dataclass
class Department:
    """What it has and how it behaves.

    `cases`: what was kept, by key. `calls`: the key of each attempt to deliver. `news`: what it says of a case.
    `heard`: what it was told of a case, by the key of the case and the key of the telling; `tellings`: the key of each
    attempt to tell. `refusal`: the reason it takes nothing, and goes by nothing it is told. `failing`: the status it
    answers everything with, and `headers` besides. `slow_after`: from that many kept cases on, it keeps a case and
    then is silent for `delay` seconds. `conflicts`: answers 409 to a key it knows, not 200. `padding`: characters of
    nothing in every answer.
    """

    cases: dict[str, dict[str, Any]] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    news: dict[str, dict[str, Any]] = field(default_factory=dict)
    heard: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    tellings: list[str] = field(default_factory=list)
    refusal: str | None = None
    failing: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    slow_after: int | None = None
    delay: float = 600.0
    conflicts: bool = False
    padding: int = 0
    is_silent: threading.Event = field(default_factory=threading.Event)

    async def take(self, request: Request) -> Response:
        key = request.headers["idempotency-key"]
        self.calls.append(key)
        if (no := self._no(request)) is not None:
            return no
        if self.refusal is not None:
            return JSONResponse({"reason": self.refusal}, 422)
        is_known = key in self.cases
        self.cases.setdefault(key, await request.json())
        await self._be_slow()
        status = 201 if not is_known else 409 if self.conflicts else 200
        return self._answer({"reference": f"R{list(self.cases).index(key) + 1}"}, status)

    async def tell(self, request: Request) -> Response:
        key = request.path_params["key"]
        self.asked.append(key)
        if (no := self._no(request)) is not None:
            return no
        if key not in self.cases:
            return JSONResponse({}, 404)
        return self._answer(self.news.get(key, {"state": "received"}), 200)

    async def hear(self, request: Request) -> Response:
        """A case that is not there any more, or never was, is gone: nothing has to be told of it."""
        about, key = request.path_params["key"], request.headers["idempotency-key"]
        self.tellings.append(key)
        if (no := self._no(request)) is not None:
            return no
        if self.refusal is not None:
            return JSONResponse({"reason": self.refusal}, 422)
        if about not in self.cases:
            return JSONResponse({}, 410)
        known = self.heard.setdefault(about, {})
        is_known = key in known
        known.setdefault(key, await request.json())
        return self._answer({}, 409 if is_known and self.conflicts else 200)

    def how_it_stands(self, about: str) -> tuple[str, str] | None:
        """State and level of a case, as it was told last."""
        last = next(reversed(self.heard.get(about, {}).values()), None)
        return None if last is None else (last["state"], last["level"])

    def _no(self, request: Request) -> Response | None:
        if request.headers.get("authorization") != f"Bearer {TOKEN}":
            return JSONResponse({}, 401)
        return None if self.failing is None else Response(status_code=self.failing, headers=self.headers)

    async def _be_slow(self) -> None:
        if self.slow_after is not None and len(self.cases) >= self.slow_after:
            self.is_silent.set()
            await asyncio.sleep(self.delay)

    def _answer(self, body: dict[str, Any], status: int) -> Response:
        return JSONResponse({"padding": " " * self.padding, **body}, status)

    @property
    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/cases", self.take, methods=["POST"]),
                Route("/cases/{key}", self.tell, methods=["GET"]),
                Route("/cases/{key}/news", self.hear, methods=["POST"]),
            ]
        )


@contextlib.contextmanager
def open_house(department: Department, certificate: tuple[Path, Path] | None = None) -> Iterator[House]:
    """The department's server, up."""
    house = House(department.app, certificate)
    house.up()
    try:
        yield house
    finally:
        house.down()
