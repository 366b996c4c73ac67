"""Puts a backup back: looked through first, and only then in the place of what is there."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from actions.store.engine import make_engine
from actions.store.schema import MIGRATIONS
from actions.upkeep import snapshot
from actions.upkeep.backup import DATABASE, Manifest, Opened, read
from actions.upkeep.lock import BackupError, Lock
from assistant.settings import Settings


def restore(file: Path, lock: Lock, settings: Settings, *, may_overwrite: bool) -> Manifest:
    """Makes the backup the station's data. Nothing of the station may run. Raises BackupError; then all is as it
    was."""
    opened = read(file, lock)
    _require_kind(opened, settings)
    if not may_overwrite and _is_there(settings):
        raise BackupError(f"There is data in {settings.home} already: say --yes to put the backup in its place.")
    settings.home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=settings.home, prefix=".restoring-") as name:
        scratch = Path(name)
        _unpack(opened, scratch)
        _examine(opened, scratch)
        snapshot.put_back(settings.database_url, scratch / DATABASE)
        for path in opened.files:
            if path != DATABASE:
                (settings.home / path).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                (scratch / path).replace(settings.home / path)
    return opened.manifest


def examine(file: Path, lock: Lock, settings: Settings) -> Manifest:
    """Looks a backup through without putting it back. Raises BackupError."""
    opened = read(file, lock)
    with tempfile.TemporaryDirectory(prefix="linban-backup-") as name:
        _unpack(opened, Path(name))
        _examine(opened, Path(name))
    return opened.manifest


def _require_kind(opened: Opened, settings: Settings) -> None:
    is_sqlite = snapshot.sqlite_file(settings.database_url) is not None
    here = "sqlite" if is_sqlite else "postgresql"
    if opened.manifest.kind != here:
        raise BackupError(f"This backup is of a {opened.manifest.kind} database, and this station has a {here} one.")


def _is_there(settings: Settings) -> bool:
    file = snapshot.sqlite_file(settings.database_url)
    return file.exists() if file is not None else any(snapshot.counts(settings.database_url).values())


def _unpack(opened: Opened, scratch: Path) -> None:
    for path, body in opened.files.items():
        target = (scratch / path).resolve()
        if not target.is_relative_to(scratch.resolve()):
            raise BackupError("This backup names a file outside the station.")
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as out:
            out.write(body)


def _examine(opened: Opened, scratch: Path) -> None:
    """An SQLite copy must be whole, of a schema we know, and hold as many rows as were written."""
    if opened.manifest.kind != "sqlite":
        return
    copy = scratch / DATABASE
    wrong = snapshot.damage(copy)
    if wrong:
        raise BackupError(f"The database in this backup is damaged: {wrong}.")
    url = f"sqlite:///{copy}"
    if snapshot.counts(url) != opened.manifest.counts:
        raise BackupError("The database in this backup holds other rows than were written.")
    known = {script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()}
    if _revision(url) not in known:
        raise BackupError("This backup was made by a newer version: install that one first.")
    for log in scratch.glob(f"{DATABASE}-*"):
        log.unlink()


def _revision(url: str) -> str | None:
    engine = make_engine(url)
    try:
        with engine.connect() as connection:
            return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    except SQLAlchemyError as error:
        raise BackupError("The database in this backup is none of a station.") from error
    finally:
        engine.dispose()
