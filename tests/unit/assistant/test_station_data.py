"""A station does not start on data that are damaged: it says so, and what to do."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from assistant.settings import Settings
from assistant.station import StationError, require_whole

pytestmark = pytest.mark.unit


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.from_environment({"LINBAN_HOME": str(tmp_path)})


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A database of several pages."""
    path = tmp_path / "linban.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE kept (words TEXT)")
        connection.executemany("INSERT INTO kept VALUES (?)", [("x" * 500,)] * 200)
        connection.commit()
    return path


def test_a_station_without_a_database_starts(settings: Settings) -> None:
    require_whole(settings)


def test_a_whole_database_is_used(settings: Settings, database: Path) -> None:
    require_whole(settings)


@pytest.mark.parametrize("page", [0, 3])
def test_a_damaged_page_is_named_with_the_backup_to_put_back(settings: Settings, database: Path, page: int) -> None:
    (settings.home / "backups").mkdir()
    newest = settings.home / "backups" / "station-20261127-023000.linban"
    newest.write_bytes(b"")
    with database.open("r+b") as file:
        file.seek(page * 4096)
        file.write(b"\xa5" * 4096)
    with pytest.raises(StationError, match=f"damaged .*linban restore {newest} --yes"):
        require_whole(settings)


def test_a_database_without_a_backup_is_named_all_the_same(settings: Settings, database: Path) -> None:
    database.write_bytes(b"half a page")
    with pytest.raises(StationError, match="damaged"):
        require_whole(settings)
