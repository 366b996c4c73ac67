"""Every page in every role: whoever may not see it does not, and nothing is done that our own page did not ask for."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from actions.desk.model import IDLE, Role
from actions.desk.people import People
from channels.desk.app import all_pages
from channels.desk.desk import Desk
from channels.desk.doorkeeper import COOKIE
from channels.desk.page import Page, Socket
from tests.integration.desk.clock import MovableClock
from tests.integration.desk.conftest import BASE, Browsers, join
from tests.integration.desk.doors import ask, http_pages, is_kept_out

pytestmark = pytest.mark.integration


async def test_nobody_sees_anything_but_the_door(desk: Desk, browsers: Browsers) -> None:
    nobody = browsers.open()
    open_to_all = set()
    for path, page in http_pages(desk):
        for response in await ask(nobody, path, page):
            if page.roles:
                assert is_kept_out(response), path
            else:
                open_to_all.add(page.path)
    assert open_to_all == {"/login", "/invite/{secret}", "/ledger", "/ledger.json"}


@pytest.mark.parametrize("role", Role)
async def test_each_role_sees_its_pages_and_no_other(desk: Desk, browsers: Browsers, role: Role) -> None:
    seen: set[str] = set()
    refused: set[str] = set()
    browser = browsers.as_(role)
    for path, page in http_pages(desk):
        if page.path == "/logout" or not page.roles:
            continue
        for response in await ask(browser, path, page):
            assert response.status_code < 500, path
            assert is_kept_out(response) == (role not in page.roles), (path, response.status_code)
            (refused if is_kept_out(response) else seen).add(page.path)
    assert "/" in seen
    assert ("/accounts" in refused) == (role is not Role.ADMINISTRATOR)


async def test_the_navigation_shows_what_one_may_open(desk: Desk, browsers: Browsers) -> None:
    for role in Role:
        browser = browsers.as_(role)
        shown = re.findall(r'href="(/desk/[^"]*)"[^>]*data-nav', (await browser.get("/desk/")).text)
        assert shown
        answers = [await browser.get(path) for path in shown if path != "/desk/practice"]
        assert [one.status_code for one in answers] == [200] * len(answers) and len(answers) == len(shown) - 1
        assert (await browser.get("/desk/practice")).headers["location"] == "/desk/practice/"


async def test_what_another_site_sends_is_refused(desk: Desk, browsers: Browsers) -> None:
    browser = browsers.as_(Role.ADMINISTRATOR)
    for path, page in http_pages(desk):
        for method in set(page.methods) - {"GET", "HEAD"}:
            for headers in ({"origin": "https://evil.example"}, {"origin": "null"}, {}):
                response = await browser.client.request(method, path, data={"csrf": "x"}, headers=headers)
                assert response.status_code == 403, (path, headers)
    assert (await browser.get("/desk/")).status_code == 200


async def test_a_form_without_its_token_is_refused(desk: Desk, browsers: Browsers) -> None:
    browser, other = browsers.as_(Role.ADMINISTRATOR), browsers.as_(Role.ADMINISTRATOR)
    token = re.findall(r'name="csrf" content="([^"]+)"', (await other.get("/desk/")).text)[0]
    for path, page in http_pages(desk):
        for method in set(page.methods) - {"GET", "HEAD"} if page.roles else ():
            for sent in ({}, {"csrf": ""}, {"csrf": token}):
                response = await browser.client.request(method, path, data=sent, headers={"origin": BASE})
                assert response.status_code == 403, (path, sent)


async def test_a_body_that_is_too_big_is_refused(browsers: Browsers) -> None:
    browser = browsers.open()
    response = await browser.post("/desk/login", number="1" * 100_000, password="x", pin="x")
    assert response.status_code == 413

    async def drop_by_drop() -> AsyncIterator[bytes]:
        yield b"number=1111&password=x&pin=x"

    headers = {"origin": BASE, "content-type": "application/x-www-form-urlencoded"}
    response = await browser.client.post("/desk/login", content=drop_by_drop(), headers=headers)
    assert response.status_code == 413


@pytest.mark.parametrize("role", Role)
def test_sockets_open_for_their_roles_alone(desk: Desk, browsers: Browsers, role: Role) -> None:
    who = join(desk, role)
    for socket in (page for page in all_pages(desk) if isinstance(page, Socket)):
        path = "ws://127.0.0.1/desk" + re.sub(r"\{[^}]+\}", "0", socket.path)
        client = TestClient(browsers.app.app, base_url=BASE, cookies={COOKIE: who.secret})
        for origin, may in ((BASE, role in socket.roles), ("https://evil.example", False)):
            code = None
            try:
                with client.websocket_connect(path, headers={"origin": origin}) as connection:
                    if not may:
                        connection.receive_text()
            except WebSocketDisconnect as closed:
                code = closed.code
            assert (code in (4401, 4403)) != may, (path, origin)


async def test_an_address_that_leads_nowhere_says_so(browsers: Browsers) -> None:
    response = await browsers.as_(Role.VOLUNTEER).get("/desk/nothing/here")
    assert response.status_code == 404 and "没有找到" in response.text
    assert is_kept_out(await browsers.open().get("/desk/nothing/here"))


async def test_a_connection_that_stays_open_can_ask_whether_it_may(desk: Desk, clock: MovableClock) -> None:
    who, entrance = join(desk, Role.STAFF), desk.entrance
    clock.move(IDLE / 2)
    assert entrance.is_still_in(who)
    clock.move(IDLE / 2)
    assert not entrance.is_still_in(who)
    who = join(desk, Role.STAFF)
    People(desk.units, clock).give_role(who.account.id, Role.VOLUNTEER, "tests")
    assert not entrance.is_still_in(who)


def test_every_page_of_the_navigation_has_a_name_and_its_place(desk: Desk) -> None:
    words = desk.words
    shown = {page.nav for page in all_pages(desk) if isinstance(page, Page) and page.nav}
    placed = [key for group in words["nav_groups"] for key in group["pages"]]
    assert shown <= set(placed) <= set(words["nav"])
    assert len(placed) == len(set(placed))
