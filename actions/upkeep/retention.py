"""Erases what has been kept long enough; to be done every night."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from actions.store.engine import for_writing
from actions.store.tables import UtcDateTime, metadata
from actions.upkeep.kinds import KINDS, Kind

_TRIES, _PAUSE_SECONDS = 20, 0.1


def erase_by_age(engine: Engine, now: datetime) -> int:
    """How many rows were erased. Raises sqlalchemy.exc.SQLAlchemyError; then none was."""
    with for_writing(engine).begin() as connection:
        erased = sum(_erase(connection, kind, now) for kind in KINDS)
    empty_log(engine)
    return erased


def empty_log(engine: Engine) -> bool:
    """Empties SQLite's write-ahead log, where what was erased still stands; whether nobody's reading hindered it."""
    if engine.dialect.name != "sqlite":
        return True
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        for _ in range(_TRIES):
            (is_busy, *_pages) = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if not is_busy:
                return True
            time.sleep(_PAUSE_SECONDS)
    return False


def _erase(connection: Connection, kind: Kind, now: datetime) -> int:
    if kind.days is None or kind.age is None:
        return 0
    table = metadata.tables[kind.table]
    age = table.c[kind.age]
    old = sa.delete(table).where(age < _limit(age.type, now - timedelta(days=kind.days)))
    if kind.only is not None:
        column, values = kind.only
        old = old.where(table.c[column].in_(values))
    return int(connection.execute(old).rowcount)


def _limit(kind: object, oldest: datetime) -> Any:
    """The moment in the way a column keeps moments."""
    if isinstance(kind, UtcDateTime):
        return oldest
    return oldest.date() if isinstance(kind, sa.Date) else oldest.timestamp()
