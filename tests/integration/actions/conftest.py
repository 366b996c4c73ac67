"""A station's settings and database in a folder of its own."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from actions.bootstrap import prepare
from actions.ledger.head import Signer
from actions.store.engine import make_engine
from actions.store.schema import upgrade
from actions.store.unit_of_work import SqlUnitsOfWork
from assistant.settings import Ports, Settings
from tests.integration.actions import any_database
from tests.unit.actions.fakes import CIPHER


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Not prepared yet; its action server has a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {"LINBAN_HOME": str(tmp_path / "home"), "LINBAN_TOKEN": "word"}
    settings = Settings.from_environment(environment)
    return Settings(**{**vars(settings), "ports": Ports(station=port, dialogue=port, actions=port)})


@pytest.fixture
def engine(settings: Settings) -> Iterator[Engine]:
    """The prepared database, with a short patience."""
    prepare(settings)
    engine = make_engine(settings.database_url, wait_seconds=0.2)
    yield engine
    engine.dispose()


@pytest.fixture(params=any_database.KINDS)
def any_engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A database with every table and nothing in it, of each kind there is."""
    with any_database.fresh(request.param, tmp_path) as url:
        upgrade(url)
        engine = make_engine(url, wait_seconds=5)
        yield engine
        engine.dispose()


@pytest.fixture
def units(any_engine: Engine) -> SqlUnitsOfWork:
    """Transactions on that database."""
    return SqlUnitsOfWork(any_engine, CIPHER, Signer(b"s" * 32))


def database_file(settings: Settings) -> Path:
    """The SQLite file of a station."""
    return settings.home / "linban.db"
