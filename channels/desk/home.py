"""The first page of the desk: what is to be done today."""

from __future__ import annotations

from starlette.responses import Response

from actions.desk.model import EVERYONE
from channels.desk.desk import Desk
from channels.desk.page import Asked, Page, Socket


def pages(desk: Desk) -> list[Page | Socket]:
    """The first page."""
    return [Page("/", today, EVERYONE, nav="home")]


def today(asked: Asked) -> Response:
    """What waits for somebody."""
    return asked.desk.page(asked, "home.html")
