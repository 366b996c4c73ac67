"""Every page of a desk, asked for as its own pages would."""

from __future__ import annotations

import re
from collections.abc import Iterator

import httpx

from channels.desk.app import all_pages
from channels.desk.desk import Desk
from channels.desk.page import Page
from tests.integration.desk.conftest import Browser


def http_pages(desk: Desk) -> Iterator[tuple[str, Page]]:
    """Each address with something in the place of its parameters that is nobody's."""
    for page in all_pages(desk):
        if isinstance(page, Page):
            yield desk.root + re.sub(r"\{[^}]+\}", "0", page.path), page


async def ask(browser: Browser, path: str, page: Page) -> list[httpx.Response]:
    """The page by each of its methods, as our own page would."""
    return [
        await (browser.get(path) if method == "GET" else browser.post(path))
        for method in page.methods
        if method != "HEAD"
    ]


def is_kept_out(response: httpx.Response) -> bool:
    """Led to the door, or refused for who one is."""
    to_the_door = response.headers.get("location", "").startswith("/desk/login")
    return (response.status_code == 303 and to_the_door) or response.status_code in (401, 403)
