"""A desk over a real database in a folder of its own, asked without a network."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

import httpx
import pytest
from sqlalchemy.engine import Engine
from starlette.applications import Starlette
from starlette.routing import Mount

from actions.bootstrap import bootstrap, prepare
from actions.desk.bootstrap import desk_units
from actions.desk.entrance import Entrance, Who
from actions.desk.model import Role
from actions.desk.passwords import Hasher
from actions.store.engine import make_engine
from assistant.settings import Settings
from channels.desk.app import build_desk
from channels.desk.desk import Desk
from channels.desk.doorkeeper import COOKIE
from channels.desk.page import csrf_token
from channels.desk.settings import DeskSettings
from tests.integration.desk.clock import MovableClock

BASE = "http://127.0.0.1"
PASSWORD = "七里河的桂花开了三年"
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=timezone(timedelta(hours=8)))
QUICK = Hasher(memory_kib=64)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.from_environment({"LINBAN_HOME": str(tmp_path / "home")})


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with every table and the catalogue in it, to be copied."""
    home = tmp_path_factory.mktemp("prepared")
    prepare(Settings.from_environment({"LINBAN_HOME": str(home)}))
    sqlite3.connect(home / "linban.db").execute("PRAGMA wal_checkpoint(TRUNCATE)").connection.close()
    return home / "linban.db"


@pytest.fixture
def engine(settings: Settings, prepared: Path) -> Iterator[Engine]:
    settings.home.mkdir()
    shutil.copy(prepared, settings.home)
    engine = make_engine(settings.database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(NOON)


@pytest.fixture
def desk(settings: Settings, engine: Engine, clock: MovableClock) -> Desk:
    units = desk_units(settings, engine)
    resources = bootstrap(settings, engine=engine, clock=clock)
    exports = (settings.catalogue / "exports", settings.home / "exports")
    return Desk(resources, units, Entrance(units, clock, QUICK), DeskSettings(exports=exports))


def join(desk: Desk, role: Role, name: str = "赵敏") -> Who:
    """Somebody new in this role."""
    return desk.entrance.join(desk.entrance.invite(role, "tests"), name, PASSWORD)


@dataclass
class Browser:
    """A browser in which somebody has come in, or nobody. Forms go with the token that their page was given."""

    client: httpx.AsyncClient
    who: Who | None = None

    async def get(self, path: str, **more: str) -> httpx.Response:
        return await self.client.get(path, headers=more)

    async def post(self, path: str, **fields: str) -> httpx.Response:
        token = {"csrf": csrf_token(self.who.secret)} if self.who else {}
        return await self.client.post(path, data=token | fields, headers={"origin": BASE})

    async def read(self, path: str) -> str:
        """The words of a page, without its marks."""
        response = await self.get(path)
        assert response.status_code == 200, response.text
        return words_of(response)


def words_of(response: httpx.Response) -> str:
    """The text of a page as a person reads it."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.text).split())


@dataclass
class Browsers:
    """As many as a test wants."""

    desk: Desk
    app: httpx.ASGITransport

    def open(self, who: Who | None = None, address: str = "127.0.0.1") -> Browser:
        cookies = {COOKIE: who.secret} if who else {}
        transport = httpx.ASGITransport(self.app.app, client=(address, 5000))
        return Browser(httpx.AsyncClient(transport=transport, base_url=BASE, cookies=cookies), who)

    def as_(self, role: Role) -> Browser:
        return self.open(join(self.desk, role))


def mounted(desk: Desk) -> Starlette:
    """The desk where its pages think they are."""
    return Starlette(routes=[Mount("/desk", build_desk(desk))])


def browsers_at(desk: Desk) -> Browsers:
    """Browsers for a desk of one's own."""
    return Browsers(desk, httpx.ASGITransport(mounted(desk)))


@pytest.fixture
async def browsers(desk: Desk) -> AsyncIterator[Browsers]:
    yield browsers_at(desk)
