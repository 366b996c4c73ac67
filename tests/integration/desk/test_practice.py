"""The desk to practise at: the same people come in, the same doors are shut, and its table is its own."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from actions.desk.model import Role
from actions.ports import StorageError
from actions.practice import clear
from assistant.settings import Settings
from assistant.station_practice import Practice, build_practice
from assistant.station_site import build_site
from channels.desk.app import all_pages, build_desk
from channels.desk.desk import Desk
from channels.desk.doorkeeper import COOKIE
from channels.desk.page import Socket
from kiosk.settings import KioskSettings
from tests.integration.desk.conftest import BASE, Browser, Browsers, join
from tests.integration.desk.doors import ask, http_pages, is_kept_out
from tests.integration.desk.filed import delivered, filed
from tests.unit.kiosk.fakes import FakeDialogue

pytestmark = pytest.mark.integration


@pytest.fixture
def practice(desk: Desk, settings: Settings) -> Practice:
    clear(settings)
    return build_practice(desk, settings, FakeDialogue(), None, None, KioskSettings(), lambda text: False, pause=60.0)


@pytest.fixture
async def browsers(desk: Desk, practice: Practice) -> AsyncIterator[Browsers]:
    """As at a station: practice below the real desk."""
    yield Browsers(desk, httpx.ASGITransport(build_site(Starlette(), build_desk(desk), Starlette(), practice)))


def practised(practice: Practice) -> Desk:
    assert isinstance(practice.own, Desk)
    return practice.own


async def test_nobody_practises_who_has_not_come_in(practice: Practice, browsers: Browsers) -> None:
    nobody = browsers.open()
    for path, page in http_pages(practised(practice)):
        for response in await ask(nobody, path, page):
            assert is_kept_out(response), path
    for path in ("", "static/js/main.js", "healthz"):
        assert is_kept_out(await nobody.get(f"/desk/practice/kiosk/{path}")), path


@pytest.mark.parametrize("role", Role)
async def test_everybody_who_has_may_practise_everything(practice: Practice, browsers: Browsers, role: Role) -> None:
    browser = browsers.as_(role)
    for path, page in http_pages(practised(practice)):
        for response in await ask(browser, path, page):
            assert response.status_code < 500, path
            assert is_kept_out(response) == (role not in page.roles), (path, response.status_code)
    for path in ("", "static/js/main.js"):
        assert (await browser.get(f"/desk/practice/kiosk/{path}")).status_code == 200


async def test_forms_of_practice_come_from_its_own_pages(practice: Practice, browsers: Browsers) -> None:
    browser = browsers.as_(Role.VOLUNTEER)
    for path, page in http_pages(practised(practice)):
        for method in set(page.methods) - {"GET", "HEAD"}:
            for headers in ({"origin": "https://evil.example"}, {"origin": BASE}):
                response = await browser.client.request(method, path, data={"csrf": "x"}, headers=headers)
                assert response.status_code == 403, (path, headers)


def test_its_sockets_open_for_whoever_has_come_in(desk: Desk, practice: Practice, browsers: Browsers) -> None:
    paths = [
        f"{practised(practice).root}{one.path}" for one in all_pages(practised(practice)) if isinstance(one, Socket)
    ]
    who = join(desk, Role.VOLUNTEER)
    for path in (*paths, "/desk/practice/kiosk/kiosk/ws"):
        for cookies, may in (({COOKIE: who.secret}, True), ({}, False), ({COOKIE: "x"}, False)):
            client = TestClient(browsers.app.app, base_url=BASE, cookies=cookies)
            code = None
            try:
                with client.websocket_connect(f"ws://127.0.0.1{path}", headers={"origin": BASE}) as connection:
                    if not may:
                        connection.receive_text()
            except WebSocketDisconnect as closed:
                code = closed.code
            assert (code is None) == may, (path, cookies)


async def test_what_is_filed_at_one_desk_is_not_at_the_other(
    desk: Desk, practice: Practice, browsers: Browsers
) -> None:
    browser, pretended, real = browsers.as_(Role.STAFF), filed(practised(practice)), delivered(desk)
    assert "这里的人和事都是假的" in await browser.read("/desk/practice/cases")
    assert (await browser.get(f"/desk/practice/cases/{pretended.number}")).status_code == 200
    assert (await browser.get(f"/desk/practice/cases/{real.number}")).status_code == 404
    assert (await browser.get(f"/desk/cases/{pretended.number}")).status_code == 404
    assert (await browser.post("/desk/practice/clear")).headers["location"] == "/desk/practice/?done=cleared"
    assert (await browser.get(f"/desk/practice/cases/{pretended.number}")).status_code == 404
    assert (await browser.get(f"/desk/cases/{real.number}")).status_code == 200


async def test_who_has_come_does_not_come_twice_and_clearing_sends_them_away(browsers: Browsers) -> None:
    browser = browsers.as_(Role.VOLUNTEER)
    assert (await browser.post("/desk/practice/come/fraud")).headers["location"] == "/desk/practice/live"
    again = await browser.post("/desk/practice/come/fraud")
    assert again.status_code == 409 and "还没走" in again.text
    assert (await browser.post("/desk/practice/come/nobody")).status_code == 409
    await browser.post("/desk/practice/clear")
    assert (await browser.post("/desk/practice/come/fraud")).status_code == 303


async def test_a_table_that_cannot_be_cleared_says_so(settings: Settings, browsers: Browsers) -> None:
    browser = browsers.as_(Role.VOLUNTEER)
    for path in settings.home.glob("practice.db*"):
        path.unlink()
    (settings.home / "practice.db").mkdir()
    response = await browser.post("/desk/practice/clear")
    assert response.status_code == 503


async def test_the_real_desk_leads_there_and_back(browsers: Browsers) -> None:
    browser = browsers.as_(Role.VOLUNTEER)
    assert (await browser.get("/desk/practice")).headers["location"].endswith("/desk/practice/")
    page = (await browser.get("/desk/practice/")).text
    assert re.search(r"<title>练习 · 练习间", page) and 'href="/desk/"' in page
    assert (await browser.get("/desk/practice/nothing")).status_code == 404


async def test_without_practice_the_way_there_ends_at_the_door(desk: Desk) -> None:
    site = build_site(Starlette(), build_desk(desk), Starlette())
    browser = Browser(httpx.AsyncClient(transport=httpx.ASGITransport(site), base_url=BASE))
    assert is_kept_out(await browser.get("/desk/practice/"))


async def test_where_the_store_is_away_nobody_practises(
    desk: Desk, browsers: Browsers, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = browsers.as_(Role.VOLUNTEER)

    def away(self: object, secret: str) -> None:
        raise StorageError("away")

    monkeypatch.setattr("actions.desk.entrance.Entrance.who", away)
    assert is_kept_out(await browser.get("/desk/practice/kiosk/"))
