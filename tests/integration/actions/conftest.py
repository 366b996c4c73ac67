"""A station's settings and database in a folder of its own."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from actions.bootstrap import prepare
from actions.store.engine import make_engine
from assistant.settings import Ports, Settings


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


def database_file(settings: Settings) -> Path:
    """The SQLite file of a station."""
    return settings.home / "linban.db"
