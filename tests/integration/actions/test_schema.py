"""The migrations make exactly the tables the code speaks of, and can be undone."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect
from sqlalchemy.exc import SQLAlchemyError

from actions.store import desk_work  # noqa: F401 (every table is known once the repositories are)
from actions.store.engine import make_engine
from actions.store.schema import alembic_config, downgrade, upgrade
from actions.store.tables import metadata
from tests.integration.actions import any_database

pytestmark = pytest.mark.integration


@pytest.fixture(params=any_database.KINDS)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    with any_database.fresh(request.param, tmp_path) as url:
        yield url


def tables(url: str) -> set[str]:
    engine = make_engine(url)
    names = set(inspect(engine).get_table_names())
    engine.dispose()
    return names - {"alembic_version"}


def test_the_migrated_schema_is_the_one_the_code_speaks_of(url: str) -> None:
    upgrade(url)
    engine = make_engine(url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_up_down_and_up_again(url: str) -> None:
    upgrade(url)
    upgrade(url)
    assert tables(url) == set(metadata.tables)
    downgrade(url)
    assert tables(url) == set()
    upgrade(url)
    assert tables(url) == set(metadata.tables)


def test_it_works_from_any_folder(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    upgrade(url)
    assert not (tmp_path / "alembic.ini").exists()
    assert tables(url) == set(metadata.tables)


def test_processes_that_start_together_take_turns(url: str) -> None:
    failed: list[BaseException] = []

    def start() -> None:
        try:
            upgrade(url)
        except BaseException as error:
            failed.append(error)

    starts = [threading.Thread(target=start) for _ in range(12)]
    for one in starts:
        one.start()
    for one in starts:
        one.join()
    assert failed == []
    assert tables(url) == set(metadata.tables)


def test_a_migration_that_fails_leaves_nothing_behind(url: str) -> None:
    engine = make_engine(url)
    with engine.begin() as connection:
        metadata.tables["needs"].create(connection)
    with pytest.raises(SQLAlchemyError):
        upgrade(url)
    assert tables(url) == {"needs"}
    engine.dispose()


def test_there_is_one_line_of_migrations() -> None:
    engine = make_engine("sqlite://")
    with engine.connect() as connection:
        script = ScriptDirectory.from_config(alembic_config(connection))
    assert len(script.get_heads()) == 1
    assert len(script.get_bases()) == 1


def test_a_database_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    os.mkdir(tmp_path / "folder.db")
    with pytest.raises(SQLAlchemyError):
        upgrade(f"sqlite:///{tmp_path / 'folder.db'}")
