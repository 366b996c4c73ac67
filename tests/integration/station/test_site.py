"""One web server: the kiosk for whoever stands before it, the desk also for tablets in the house."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.types import ASGIApp
from starlette.websockets import WebSocket, WebSocketDisconnect

from actions.bootstrap import prepare
from actions.help.duty import Duty
from actions.practice import open_practice
from assistant.settings import Settings
from assistant.station_desk import first_invitation, invitation
from assistant.station_practice import Practice
from assistant.station_site import api_app, build_site, desk_apps, make_desk
from channels.desk.desk import Desk
from channels.live.meeting import Meeting

pytestmark = pytest.mark.integration

TABLET = "192.168.1.77"
NOBODY = Meeting(lambda text: False)
"""No visit is going on."""


def nothing(desk: Desk) -> Practice:
    """Nobody practises here."""
    return Practice(Starlette(), Starlette())


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.from_environment(
        {"LINBAN_HOME": str(tmp_path / "home"), "LINBAN_DESK_HOSTS": "192.168.1.20, linban.home"}
    )


@pytest.fixture
def site(settings: Settings) -> ASGIApp:
    prepare(settings)

    async def kiosk_page(request: Request) -> Response:
        return PlainTextResponse("kiosk")

    async def microphone(websocket: WebSocket) -> None:
        await websocket.accept()
        await websocket.close(1000)

    kiosk = Starlette(routes=[Route("/", kiosk_page), WebSocketRoute("/kiosk/ws", microphone)])
    return build_site(kiosk, desk_apps(settings, NOBODY, nothing)[0], api_app(settings))


async def ask(site: ASGIApp, path: str, client: str, host: str) -> httpx.Response:
    transport = httpx.ASGITransport(site, client=(client, 1))
    async with httpx.AsyncClient(transport=transport, base_url=f"http://{host}") as browser:
        return await browser.get(path)


async def test_from_this_machine_both_are_there(site: ASGIApp) -> None:
    assert (await ask(site, "/", "127.0.0.1", "127.0.0.1")).text == "kiosk"
    assert (await ask(site, "/desk", "127.0.0.1", "127.0.0.1")).headers["location"] == "/desk/"
    assert "登录服务台" in (await ask(site, "/desk/login", "127.0.0.1", "localhost")).text


async def test_from_a_tablet_only_the_desk_under_its_own_name(site: ASGIApp) -> None:
    for host in ("192.168.1.20", "linban.home"):
        assert "登录服务台" in (await ask(site, "/desk/login", TABLET, host)).text
    assert (await ask(site, "/desk/login", TABLET, "evil.example")).status_code == 400
    for path in ("/", "/static/js/main.js", "/healthz", "/desktop", "/desk/../healthz"):
        for host in ("192.168.1.20", "localhost", "127.0.0.1"):
            assert (await ask(site, path, TABLET, host)).status_code in (403, 404), (path, host)


def test_a_tablet_does_not_get_at_the_microphone(site: ASGIApp) -> None:
    here = TestClient(site, base_url="http://127.0.0.1", client=("127.0.0.1", 1))
    with here.websocket_connect("/kiosk/ws"):
        pass
    away = TestClient(site, base_url="http://127.0.0.1", client=(TABLET, 1))
    with pytest.raises(WebSocketDisconnect), away.websocket_connect("/kiosk/ws"):
        pass


@pytest.mark.parametrize(("hosts", "address"), [("", "127.0.0.1"), ("192.168.1.20", "0.0.0.0")])
def test_the_station_listens_to_the_network_only_when_told(hosts: str, address: str) -> None:
    assert Settings.from_environment({"LINBAN_DESK_HOSTS": hosts}).listens_at == address


def test_the_first_administrator_is_invited_until_there_is_one(settings: Settings) -> None:
    link = first_invitation(settings)
    assert link is not None and link.startswith("http://127.0.0.1:8600/desk/invite/")
    newer = first_invitation(settings)
    assert newer is not None
    entrance = make_desk(settings, NOBODY).entrance
    assert entrance.invitation(link.rpartition("/")[2]) is None
    entrance.join(newer.rpartition("/")[2], "陈主任", "七里河的桂花开了三年")
    assert first_invitation(settings) is None


def test_an_unusable_store_keeps_no_station_from_starting(settings: Settings) -> None:
    (settings.home / "linban.db").mkdir(parents=True)
    assert first_invitation(settings) is None


async def test_a_desk_that_cannot_be_opened_says_so_and_the_kiosk_goes_on(settings: Settings) -> None:
    key = settings.keys / "cases.key"
    key.parent.mkdir(parents=True)
    key.write_text("no key", encoding="utf-8")
    kiosk = Starlette(routes=[Route("/", lambda request: PlainTextResponse("kiosk"))])
    site = build_site(kiosk, desk_apps(settings, NOBODY, nothing)[0], api_app(settings))
    assert (await ask(site, "/desk/", "127.0.0.1", "127.0.0.1")).status_code == 503
    assert (await ask(site, "/", "127.0.0.1", "127.0.0.1")).text == "kiosk"


async def test_before_the_store_is_ready_the_desk_says_so(settings: Settings) -> None:
    site = build_site(Starlette(), desk_apps(settings, NOBODY, nothing)[0], api_app(settings))
    transport = httpx.ASGITransport(site)
    cookies = {"linban_desk": "x"}
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1", cookies=cookies) as browser:
        response = await browser.get("/desk/")
    assert response.status_code == 503 and "稍后再试" in response.text


def test_how_calls_are_answered_is_read_once_for_kiosk_desk_and_practice(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    prepare(settings)
    settings.duty.write_text("fone: '1'", encoding="utf-8")
    duty = Duty("一楼大厅")
    desk = make_desk(settings, NOBODY, duty)
    assert desk.resources.duty is duty and open_practice(settings, desk.resources).duty is duty
    assert "duty.yml" not in caplog.text


def test_a_link_from_the_command_line_is_for_the_role_that_was_named(settings: Settings) -> None:
    prepare(settings)
    secret = invitation(settings, "staff").rpartition("/")[2]
    found = make_desk(settings, NOBODY).entrance.invitation(secret)
    assert found is not None and found.role.value == "staff"
