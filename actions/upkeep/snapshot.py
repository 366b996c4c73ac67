"""The database at one moment as a file, while it is in use, and back again."""

from __future__ import annotations

import sqlite3
import subprocess
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from actions.store.engine import make_engine
from actions.upkeep.lock import BackupError

_LONGEST = 600.0
_WAIT_SECONDS = 10.0


def sqlite_file(database_url: str) -> Path | None:
    """The file of an SQLite database; None for another."""
    url = make_url(database_url)
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None


def take(database_url: str, target: Path) -> None:
    """Writes the database to `target`. Raises BackupError."""
    file = sqlite_file(database_url)
    if file is None:
        _run(["pg_dump", "--format=custom", f"--file={target}", _libpq(database_url)])
        return
    if not file.exists():
        raise BackupError(f"There is no database at {file} yet.")
    try:
        with closing(sqlite3.connect(file, timeout=_WAIT_SECONDS)) as source, closing(sqlite3.connect(target)) as copy:
            source.backup(copy)
    except sqlite3.Error as error:
        raise BackupError(f"The database {file} cannot be copied: {error}.") from error


def put_back(database_url: str, source: Path) -> None:
    """Makes the file the database; what was there is gone. Nothing may be using it. Raises BackupError."""
    file = sqlite_file(database_url)
    if file is None:
        address = f"--dbname={_libpq(database_url)}"
        _run(["pg_restore", "--clean", "--if-exists", "--single-transaction", "--no-owner", address, str(source)])
        return
    for log in (file.with_name(f"{file.name}-wal"), file.with_name(f"{file.name}-shm")):
        log.unlink(missing_ok=True)
    source.replace(file)


def damage(file: Path, *, thoroughly: bool = True) -> str | None:
    """What is wrong with an SQLite file, in SQLite's words; None when it is whole.

    `thoroughly`: the indexes are compared with their tables as well.
    """
    check = "integrity_check" if thoroughly else "quick_check"
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=_WAIT_SECONDS)) as connection:
            (found,) = connection.execute(f"PRAGMA {check}(1)").fetchone()
    except sqlite3.DatabaseError as error:
        return str(error)
    return None if found == "ok" else " ".join(str(found).split())


def counts(database_url: str) -> Mapping[str, int]:
    """How many rows each table holds. Raises BackupError when it cannot be read."""
    engine = make_engine(database_url)
    try:
        with engine.connect() as connection:
            names = sorted(sa.inspect(connection).get_table_names())
            tables = (sa.table(name) for name in names)
            rows = [connection.scalar(sa.select(sa.func.count()).select_from(table)) for table in tables]
        return dict(zip(names, map(int, rows), strict=True))
    except SQLAlchemyError as error:
        raise BackupError(f"The database cannot be read: {type(error).__name__}.") from error
    finally:
        engine.dispose()


def _libpq(database_url: str) -> str:
    return make_url(database_url).set(drivername="postgresql").render_as_string(hide_password=False)


def _run(command: list[str]) -> None:
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_LONGEST, check=False)
    except FileNotFoundError as error:
        raise BackupError(f"`{command[0]}` is missing: install Debian's postgresql-client.") from error
    if done.returncode:
        raise BackupError(f"`{command[0]}` failed: {(done.stderr.strip().splitlines() or ['it said nothing'])[-1]}")
