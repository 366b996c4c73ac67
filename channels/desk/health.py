"""The staff's page of what works and what does not, with what to do; the same list as `linban doctor`."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Protocol

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.templating import Jinja2Templates

PATH = "/health"


class Line(Protocol):
    """One check in words. do: what mends it; empty where nothing has to be done."""

    @property
    def name(self) -> str: ...

    @property
    def says(self) -> str: ...

    @property
    def do(self) -> str: ...

    @property
    def is_well(self) -> bool: ...


Report = Callable[[], Sequence[Line]]


def health_routes(templates: Jinja2Templates, report: Report) -> list[Route]:
    """The page under `PATH`, to be mounted behind the desk's login.

    report: looks over the station; blocks for seconds, raises nothing. The templates have a `base.html` with the
    blocks `title` and `main`.
    """

    async def page(request: Request) -> Response:
        lines = await asyncio.to_thread(report)
        return templates.TemplateResponse(request, "health.html", _sorted(lines))

    return [Route(PATH, page, name="health")]


def _sorted(lines: Sequence[Line]) -> dict[str, list[Line]]:
    return {"amiss": [line for line in lines if not line.is_well], "well": [line for line in lines if line.is_well]}
