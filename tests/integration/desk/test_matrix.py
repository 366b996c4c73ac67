"""Who may open what stands in a table, apart from the pages: a new page is nobody's until somebody has decided.

That the doors do what the pages say is tried in test_doors.py, test_practice.py and test_api.py, page by page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from starlette.applications import Starlette
from starlette.routing import Mount

from actions.desk.model import ADMINISTRATORS, EVERYONE, NOBODY, STAFF, Role
from channels.api.app import build_api
from channels.api.operation import Parts
from channels.api.operations import OPERATIONS
from channels.desk.app import all_pages, build_desk
from channels.desk.desk import Desk
from channels.desk.page import Page, Socket

pytestmark = pytest.mark.integration

TABLE: Mapping[str, Any] = yaml.safe_load(
    (Path(__file__).parents[2] / "data" / "doors.yml").read_text(encoding="utf-8")
)
ROLES: Mapping[str, frozenset[Role]] = {
    "nobody": NOBODY,
    "volunteer": EVERYONE,
    "staff": STAFF,
    "administrator": ADMINISTRATORS,
}
OPEN = {"/static", "/{path:path}"}
"""Looks and scripts; and the page that says there is none."""


def declared(pages: Iterable[Page | Socket]) -> dict[str, frozenset[Role]]:
    return {
        f"{method} {page.path}": page.roles
        for page in pages
        for method in (page.methods if isinstance(page, Page) else ("SOCKET",))
    }


def agreed(part: str) -> dict[str, frozenset[Role]]:
    return {door: ROLES[least] for least, doors in TABLE[part].items() for door in doors}


def paths(app: Starlette) -> set[str]:
    return {getattr(route, "path", "?") for route in app.routes if not isinstance(route, Mount) or route.path}


@pytest.fixture(params=["desk", "practice"])
def part(request: pytest.FixtureRequest, desk: Desk) -> tuple[str, Desk]:
    """The desk, and the one to practise at."""
    rehearsal: Any = object() if request.param == "practice" else None
    return request.param, replace(desk, rehearsal=rehearsal)


def test_every_page_is_for_whom_the_table_says(part: tuple[str, Desk]) -> None:
    name, desk = part
    assert declared(all_pages(desk)) == agreed(name)


def test_there_is_no_way_in_beside_the_pages(part: tuple[str, Desk]) -> None:
    _, desk = part
    assert paths(build_desk(desk)) == {page.path for page in all_pages(desk)} | OPEN


def test_every_operation_wants_what_the_table_says(desk: Desk) -> None:
    found = {f"{one.method.upper()} {one.path}": one.scope.value for one in OPERATIONS}
    assert found == {door: scope for scope, doors in TABLE["api"].items() for door in doors}
    api = build_api(Parts(desk.units, desk.resources.clock, desk.resources.destination_of))
    assert paths(api) == {one.path for one in OPERATIONS} | {"/openapi.json", "/docs", "/dictionary.css"}
