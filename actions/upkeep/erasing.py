"""Erases for good: from the tables, from SQLite's free pages and its log, from the event broker and the backups.

Backups cannot be searched for one person: their key is destroyed, so that nobody can read them any more, and one new
backup is made of what is left.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from actions.model import session_reference
from actions.ports import StorageError
from actions.residents.lookup import same_digits
from actions.store.engine import for_writing, make_engine
from actions.store.sealed import Seal
from actions.store.tables import metadata
from actions.upkeep import backup
from actions.upkeep.kinds import KINDS, Kind
from actions.upkeep.retention import empty_log
from actions.upkeep.snapshot import sqlite_file
from assistant.keys import fernet
from assistant.settings import Settings


@dataclass(frozen=True)
class Erased:
    """How many rows and how many backups are gone."""

    rows: int
    backups: int


def erase_session(settings: Settings, session: str, now: datetime) -> Erased:
    """Everything of one visit, or of one chat: what was said, filed, agreed to and asked for."""
    reference = session_reference(session)

    def of_session(connection: Connection, kind: Kind) -> list[Any]:
        if kind.session is None:
            return []
        table = metadata.tables[kind.table]
        name = session if kind.is_plain else reference
        return _keys(connection, table, table.c[kind.session] == name)

    return _erase(settings, of_session, now)


def erase_resident(settings: Settings, phone: str, now: datetime) -> Erased:
    """Everything in which this telephone number stands, sealed as it is: cases, forms, letters, reminders, the person.

    Raises ValueError when it is no number, StorageError when something was closed with another key.
    """
    digits = same_digits(phone)
    if not digits:
        raise ValueError(f"{phone!r} is no telephone number.")

    def of_resident(connection: Connection, kind: Kind) -> list[Any]:
        seal = Seal(fernet(settings.keys / f"{kind.key}.key"))
        return [key for key, row in _opened(connection, kind, seal) if _holds(row, digits)]

    return _erase(settings, of_resident, now)


def erase_all(settings: Settings) -> Erased:
    """The station is as on its first day: no data, no keys, no backups, no logs. It must not be running."""
    backups = len(list(backup.folder(settings).glob("*.linban")))
    file, rows = sqlite_file(settings.database_url), 0
    if file is None:
        rows = _empty(settings)
    for path in (settings.keys, backup.folder(settings), settings.logs, settings.home / "browser"):
        shutil.rmtree(path, ignore_errors=True)
    for path in (*_files_of(file), *_files_of(sqlite_file(settings.practising.database_url))):
        _overwrite(path)
    return Erased(rows, backups)


def broker_key(settings: Settings) -> Path:
    """The key of the references by which the event broker knows conversations."""
    return settings.keys / "broker.key"


def forget_in_broker(settings: Settings) -> None:
    """What a broker still holds, or has handed on, is of nobody any more: its key is destroyed, a new one is made."""
    key = broker_key(settings)
    if key.exists():
        _overwrite(key)


def destroy_backups(settings: Settings, now: datetime) -> int:
    """No backup made before can be read any more; how many that were. A new one takes their place."""
    gone = list(backup.folder(settings).glob("*.linban"))
    key = backup.own_key(settings).path
    if key.exists():
        _overwrite(key)
    for path in gone:
        path.unlink()
    if gone:
        backup.nightly(settings, now)
    return len(gone)


def _erase(settings: Settings, which: Callable[[Connection, Kind], list[Any]], now: datetime) -> Erased:
    engine = make_engine(settings.database_url)
    try:
        with for_writing(engine).begin() as connection:
            rows = sum(_delete(connection, kind, which(connection, kind)) for kind in KINDS)
        _make_sure(engine)
    finally:
        engine.dispose()
    forget_in_broker(settings)
    return Erased(rows, destroy_backups(settings, now))


def _delete(connection: Connection, kind: Kind, keys: list[Any]) -> int:
    table = metadata.tables[kind.table]
    primary = tuple(table.primary_key.columns)
    return sum(int(connection.execute(sa.delete(table).where(*_is(primary, key))).rowcount) for key in keys)


def _is(primary: Sequence[sa.Column[Any]], key: Sequence[Any]) -> list[Any]:
    """The conditions that find a row by its primary key."""
    return [column == value for column, value in zip(primary, key, strict=True)]


def _keys(connection: Connection, table: sa.Table, condition: Any) -> list[Any]:
    primary = tuple(table.primary_key.columns)
    return [tuple(row) for row in connection.execute(sa.select(*primary).where(condition))]


def _opened(connection: Connection, kind: Kind, seal: Seal) -> Iterator[tuple[Any, list[Any]]]:
    """The key of each row with what is sealed in it."""
    if not kind.sealed:
        return
    table = metadata.tables[kind.table]
    primary = [column.name for column in table.primary_key.columns]
    for row in connection.execute(sa.select(table)).mappings():
        opened = [seal.open(row[name]) for name in kind.sealed if row[name] is not None]
        yield tuple(row[name] for name in primary), opened


def _holds(value: Any, digits: str) -> bool:
    """Whether the number stands anywhere in a JSON value, however it is written there."""
    if isinstance(value, dict):
        return any(_holds(one, digits) for one in value.values())
    if isinstance(value, list):
        return any(_holds(one, digits) for one in value)
    return isinstance(value, str) and (digits in value or same_digits(value) == digits)


def _make_sure(engine: Engine) -> None:
    """What the tables lay in is written anew, and SQLite's log is emptied. Raises StorageError when somebody hinders
    it."""
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(sa.text("VACUUM FULL"))
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            driver = connection.connection.driver_connection
            driver.execute("VACUUM")
    if not empty_log(engine):
        raise StorageError("the database is in use: what was erased may still be read in its log; try again")


def _empty(settings: Settings) -> int:
    engine = make_engine(settings.database_url)
    try:
        with engine.begin() as connection:
            return sum(int(connection.execute(sa.delete(one)).rowcount) for one in reversed(metadata.sorted_tables))
    finally:
        engine.dispose()


def _files_of(database: Path | None) -> list[Path]:
    return [] if database is None else [path for path in database.parent.glob(f"{database.name}*") if path.is_file()]


def _overwrite(path: Path) -> None:
    """What a file held is no longer where it was, as far as the file system lets anybody say so."""
    with path.open("r+b") as file:
        file.write(bytes(path.stat().st_size))
        file.flush()
    path.unlink()
