"""The interface of a station with a real database, asked without a network."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from sqlalchemy.engine import Engine
from starlette.applications import Starlette

from actions.access.model import Scope
from actions.access.tokens import issue
from actions.bootstrap import prepare
from actions.cases.filing import Filing, file
from actions.cases.model import Case, Details, Told
from actions.desk.bootstrap import desk_units
from actions.desk.ports import DeskUnits
from actions.model import new_id, session_reference
from actions.store.engine import make_engine
from assistant.settings import Settings
from channels.api.app import build_api
from channels.api.operation import Parts
from channels.api.settings import ApiSettings
from tests.integration.desk.clock import MovableClock
from tests.integration.desk.conftest import NOON

NAME, PHONE = "赵玉梅", "13800138000"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.from_environment({"LINBAN_HOME": str(tmp_path / "home")})


@pytest.fixture
def engine(settings: Settings) -> Iterator[Engine]:
    prepare(settings)
    engine = make_engine(settings.database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(NOON)


@pytest.fixture
def units(settings: Settings, engine: Engine) -> DeskUnits:
    return desk_units(settings, engine)


@pytest.fixture
def api(units: DeskUnits, clock: MovableClock) -> Starlette:
    hosts = ("127.0.0.1", "testserver")
    return build_api(Parts(units, clock), ApiSettings(hosts, a_minute=100_000, guesses=100_000))


@pytest.fixture
async def client(api: Starlette) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(api), base_url="http://127.0.0.1") as client:
        yield client


def token(units: DeskUnits, clock: MovableClock, *scopes: Scope, services: tuple[str, ...] = ()) -> dict[str, str]:
    """The headers of somebody who may do this."""
    _, secret = issue("district", scopes, services, "tests", units, clock)
    return {"Authorization": f"Bearer {secret}"}


def filed(units: DeskUnits, clock: MovableClock, service: str = "id_card", session: str = "visit") -> Case:
    """A case in which somebody told a name and a phone."""
    clock.move(timedelta(minutes=1))
    told = (Told("name", "name", "姓名", NAME, "赵*"), Told("phone", "phone", "电话", PHONE, "*8000"))
    filing = Filing(new_id(), session_reference(session), "kiosk", service, "派出所", Details("self", told), 5)
    return file(filing, units, clock)
