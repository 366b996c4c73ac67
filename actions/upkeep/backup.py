"""Backups: the database, the keys and the departments of a station in one locked file, whole or not at all.

The key that locks it is in none of them. It must be kept in another place than the backups; whoever destroys it has
erased them.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import tarfile
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from actions.upkeep import snapshot
from actions.upkeep.lock import BackupError, KeyFile, Lock
from assistant.settings import Settings

KEPT = 7
"""How many of the nightly backups stay."""

DATABASE = "database"
_MANIFEST = "manifest.json"
_KEY = "backup.key"
_SUFFIX = ".linban"
_AT_MOST_EVERY = timedelta(hours=20)


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself. `counts`: rows of each table. `digests`: SHA-256 of each file in it."""

    made_at: str
    kind: str
    counts: Mapping[str, int]
    digests: Mapping[str, str]


@dataclass(frozen=True)
class Opened:
    """A backup that was read and found whole."""

    manifest: Manifest
    files: Mapping[str, bytes]


def own_key(settings: Settings) -> KeyFile:
    """The key of the nightly backups."""
    return KeyFile(settings.keys / _KEY)


def folder(settings: Settings) -> Path:
    """Where the nightly backups are."""
    return settings.home / "backups"


def of_every_night(settings: Settings) -> list[Path]:
    """The nightly backups, oldest first."""
    return sorted(folder(settings).glob(f"station-*{_SUFFIX}"))


def make(settings: Settings, lock: Lock, target: Path, now: datetime) -> Manifest:
    """Writes a backup while the station runs. Raises BackupError; then there is no file at `target`."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".making-") as name:
            manifest, archive = _archive(settings, Path(name), now)
            _write(target, lock.close(archive))
    except OSError as error:
        raise BackupError(f"The backup cannot be written to {target.parent}: {error.strerror}.") from error
    return manifest


def nightly(settings: Settings, now: datetime) -> int:
    """Today's backup, and away with the oldest; how many were made. Raises BackupError."""
    target = folder(settings) / f"station-{now:%Y%m%d-%H%M%S}{_SUFFIX}"
    before = of_every_night(settings)
    if before and now.timestamp() - before[-1].stat().st_mtime < _AT_MOST_EVERY.total_seconds():
        return 0
    make(settings, own_key(settings), target, now)
    for old in of_every_night(settings)[:-KEPT]:
        old.unlink()
    return 1


def read(file: Path, lock: Lock) -> Opened:
    """The backup, every file in it compared with its digest. Raises BackupError."""
    try:
        locked = file.read_bytes()
    except OSError as error:
        raise BackupError(f"{file} cannot be read: {error.strerror}.") from error
    try:
        with tarfile.open(fileobj=io.BytesIO(lock.open(locked))) as archive:
            files = {one.name: archive.extractfile(one).read() for one in archive.getmembers()}  # type: ignore[union-attr]
        manifest = Manifest(**json.loads(files.pop(_MANIFEST)))
    except (tarfile.TarError, KeyError, ValueError, TypeError) as error:
        raise BackupError(f"{file} is not a whole backup.") from error
    if {name: _digest(body) for name, body in files.items()} != manifest.digests:
        raise BackupError(f"{file} is not a whole backup: a file in it is not as it was written.")
    return Opened(manifest, files)


def _archive(settings: Settings, scratch: Path, now: datetime) -> tuple[Manifest, bytes]:
    copy = scratch / DATABASE
    snapshot.take(settings.database_url, copy)
    is_sqlite = snapshot.sqlite_file(settings.database_url) is not None
    files = {DATABASE: copy.read_bytes(), **_beside(settings)}
    manifest = Manifest(
        made_at=now.isoformat(timespec="seconds"),
        kind="sqlite" if is_sqlite else "postgresql",
        counts=snapshot.counts(f"sqlite:///{copy}" if is_sqlite else settings.database_url),
        digests={name: _digest(body) for name, body in files.items()},
    )
    return manifest, _packed({_MANIFEST: json.dumps(asdict(manifest)).encode(), **files})


def _beside(settings: Settings) -> dict[str, bytes]:
    """Keys and departments by their path in the home; never the key that locks the backup."""
    keys = [path for path in sorted(settings.keys.glob("*.key")) if path.name != _KEY]
    found = [*keys, *([settings.departments] if settings.departments.exists() else [])]
    return {str(path.relative_to(settings.home)): path.read_bytes() for path in found}


def _packed(files: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        for name, body in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(body)
            archive.addfile(member, io.BytesIO(body))
    return packed.getvalue()


def _write(target: Path, body: bytes) -> None:
    partial = target.with_name(f".{target.name}.partial")
    handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()
