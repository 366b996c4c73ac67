"""The staff's page of what works and what does not, with what to do; the same list as `linban doctor`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from starlette.responses import Response

from actions.desk.model import EVERYONE
from channels.desk.desk import Desk
from channels.desk.page import Asked, Page, Socket


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
"""Looks over the station; blocks for seconds, raises nothing."""


def pages(desk: Desk) -> list[Page | Socket]:
    """The page, and its lines anew for the page that is open."""
    return [
        Page("/health", show, EVERYONE, nav="health"),
        Page("/health/now", now, EVERYONE, is_data=True, is_watching=True),
    ]


def show(asked: Asked) -> Response:
    """What is amiss stands first."""
    return _looked_over(asked, "health.html")


def now(asked: Asked) -> Response:
    """The lines alone."""
    return _looked_over(asked, "health_lines.html")


def _looked_over(asked: Asked, template: str) -> Response:
    lines: Sequence[Line] = asked.desk.health()
    amiss, well = [one for one in lines if not one.is_well], [one for one in lines if one.is_well]
    return asked.desk.page(asked, template, amiss=amiss, well=well)
