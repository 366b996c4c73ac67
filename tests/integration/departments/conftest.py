"""A department that answers over HTTP, a store, and the way between them."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from sqlalchemy.engine import Engine

from actions.bootstrap import bootstrap, prepare
from actions.departments.courier import Courier
from actions.departments.http import HttpDepartment
from actions.ports import UnitsOfWork
from actions.store.engine import make_engine
from actions.store.schema import upgrade
from actions.store.unit_of_work import SqlUnitsOfWork
from assistant.settings import Settings
from tests.fakes.department import TOKEN, Department, House, open_house
from tests.integration.actions import any_database
from tests.unit.actions.fakes import CIPHER, StoppedClock
from tests.unit.departments.standins import OFFICE

#: Seconds after which a test takes a department for silent.
PATIENCE = 0.3

Gateways = Callable[..., HttpDepartment]


@pytest.fixture(params=any_database.KINDS)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    with any_database.fresh(request.param, tmp_path) as url:
        upgrade(url)
        engine = make_engine(url)
        yield engine
        engine.dispose()


@pytest.fixture
def units(engine: Engine) -> SqlUnitsOfWork:
    return SqlUnitsOfWork(engine, CIPHER)


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock()


@pytest.fixture
def department() -> Department:
    return Department()


@pytest.fixture
def house(department: Department) -> Iterator[House]:
    with open_house(department) as house:
        yield house


@pytest.fixture
def gateways(house: House, clock: StoppedClock) -> Gateways:
    """Makes the way to the department; what differs from the usual is named."""

    def make(**different: object) -> HttpDepartment:
        usual = {
            "url": house.url,
            "token": lambda: TOKEN,
            "clock": clock,
            "trust": httpx.create_ssl_context(),
            "timeout": httpx.Timeout(PATIENCE),
        }
        return HttpDepartment(**usual | different)  # type: ignore[arg-type]

    return make


@pytest.fixture
def courier(gateways: Gateways, units: SqlUnitsOfWork, clock: StoppedClock) -> Courier:
    return Courier(gateways(timeout=httpx.Timeout(5.0)), units, clock, only=OFFICE, jitter=lambda: 0.0)


@pytest.fixture
def settings(tmp_path: Path, house: House) -> Settings:
    """A prepared station that sends one service to the department."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = Settings.from_environment({"LINBAN_HOME": str(tmp_path / "home"), "LINBAN_PORT": str(port - 2)})
    prepare(settings)
    (settings.home / "office.token").write_text(TOKEN, encoding="ascii")
    settings.departments.write_text(
        f"departments: [{{id: {OFFICE}, url: '{house.url}', token_file: office.token, services: [elder_allowance]}}]",
        encoding="utf-8",
    )
    return settings


@pytest.fixture
def station_engine(settings: Settings) -> Iterator[Engine]:
    engine = make_engine(settings.database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def station_units(settings: Settings, station_engine: Engine) -> UnitsOfWork:
    """What the server sees, seen from here."""
    return bootstrap(settings, engine=station_engine).units
