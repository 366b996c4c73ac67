"""The database engine: SQLite set up for several processes of one station, or another database by its URL."""

from __future__ import annotations

import sqlite3
import time
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, event
from sqlalchemy.engine import URL, Connection, Engine, make_url
from sqlalchemy.pool import QueuePool

WAIT_SECONDS = 2.0
"""How long a person may be kept waiting for a busy database."""

_WRITES, _LASTS = "linban_writes", "linban_lasts"
_PAUSE_SECONDS = 0.02


def make_engine(database_url: str, wait_seconds: float = WAIT_SECONDS) -> Engine:
    """An engine for any database SQLAlchemy knows; the folder of an SQLite file is made if it is missing."""
    url = make_url(database_url)
    if url.get_backend_name() == "sqlite":
        return _sqlite(url, wait_seconds)
    options = {"connect_timeout": int(wait_seconds)} if url.get_backend_name() == "postgresql" else {}
    return create_engine(url, future=True, pool_pre_ping=True, connect_args=options)


def for_writing(engine: Engine, *, lasts: bool = True) -> Engine:
    """The same engine; its transactions take SQLite's write lock at their beginning.

    A transaction that reads first and writes later fails at once when another one wrote in between. One that `lasts`
    is on the disk when it is committed. Others are there with the next one that lasts: a power cut may undo them, and
    does so whole and in order.
    """
    return engine.execution_options(**{_WRITES: True, _LASTS: lasts})


def for_reading(engine: Engine) -> Engine:
    """The same engine; its transactions only read, and wait for nobody who writes."""
    return engine.execution_options(**{_WRITES: False})


def _sqlite(url: URL, wait_seconds: float) -> Engine:
    options: dict[str, Any] = {"connect_args": {"timeout": wait_seconds, "check_same_thread": False}}
    if url.database and not url.database.startswith((":memory:", "file:")):
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        options["poolclass"] = QueuePool
    engine: Engine = create_engine(url, future=True, **options)
    event.listen(engine, "connect", partial(_set_up, wait_seconds))
    event.listen(engine, "begin", _begin)
    return engine


def _set_up(wait_seconds: float, connection: Any, record: object) -> None:
    """`isolation_level` off: the driver would begin transactions on its own, and never for DDL. What is deleted is
    overwritten."""
    connection.isolation_level = None
    _write_ahead(connection, wait_seconds)
    for pragma in ("foreign_keys = ON", "secure_delete = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _write_ahead(connection: Any, wait_seconds: float) -> None:
    """Changing the mode of a new file takes a lock that SQLite itself does not wait for."""
    end = time.monotonic() + wait_seconds
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > end:
                raise
            time.sleep(_PAUSE_SECONDS)
        else:
            return


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    _synchronise(connection, "FULL" if options.get(_LASTS, True) else "NORMAL")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get(_WRITES, False) else "BEGIN")


def _synchronise(connection: Connection, mode: str) -> None:
    """When a commit waits for the disk: `FULL` always, `NORMAL` never. Cannot be changed within a transaction."""
    if connection.info.get("synchronous") != mode:
        connection.exec_driver_sql(f"PRAGMA synchronous = {mode}")
        connection.info["synchronous"] = mode
