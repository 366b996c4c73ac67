"""Brings a database to the newest schema, from code and from any working directory."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import text
from sqlalchemy.engine import Connection

from actions.store.engine import for_writing, make_engine

MIGRATIONS = Path(__file__).parent / "migrations"
_WAIT_SECONDS = 30.0
_ADVISORY_LOCK = 0x11BA


def upgrade(database_url: str, revision: str = "head") -> None:
    """Runs the migrations that are missing; does nothing when there are none. Safe from several processes.

    Raises sqlalchemy.exc.SQLAlchemyError when the database cannot be reached or changed; then nothing has.
    """
    with _Migration(database_url) as config:
        command.upgrade(config, revision)


def downgrade(database_url: str, revision: str = "base") -> None:
    """Undoes the migrations after `revision`; raises as `upgrade` does."""
    with _Migration(database_url) as config:
        command.downgrade(config, revision)


class _Migration:
    """One transaction around Alembic; processes that start together take turns."""

    def __init__(self, database_url: str) -> None:
        self._engine = make_engine(database_url, _WAIT_SECONDS)
        self._transaction = for_writing(self._engine).begin()

    def __enter__(self) -> Config:
        connection = self._transaction.__enter__()
        _take_turn(connection)
        return alembic_config(connection)

    def __exit__(self, *error: object) -> None:
        try:
            self._transaction.__exit__(*error)
        finally:
            self._engine.dispose()


def alembic_config(connection: Connection) -> Config:
    """Alembic's configuration for an open connection; there is no alembic.ini."""
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


def _take_turn(connection: Connection) -> None:
    """PostgreSQL's lock lasts until the end of the transaction; SQLite has the write lock already."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})
