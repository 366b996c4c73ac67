"""A case is on the disk when it is filed; notes wait for no disk, and need none that is quick."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy.engine import Connection, Engine

from actions.store.engine import for_reading, for_writing, make_engine

pytestmark = pytest.mark.integration

_NORMAL, _FULL = 1, 2


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return make_engine(f"sqlite:///{tmp_path / 'linban.db'}")


def synchronous(connection: Connection) -> int:
    return int(connection.exec_driver_sql("PRAGMA synchronous").scalar_one())


def test_what_is_written_lasts_unless_it_need_not(engine: Engine) -> None:
    for lasts, wanted in ((True, _FULL), (False, _NORMAL), (True, _FULL), (True, _FULL)):
        with for_writing(engine, lasts=lasts).begin() as connection:
            assert synchronous(connection) == wanted
    with engine.begin() as connection:
        assert synchronous(connection) == _FULL
    with for_reading(engine).begin() as connection:
        assert synchronous(connection) == _FULL
