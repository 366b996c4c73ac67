"""One station for one data folder: a lock that the kernel lets go when its holder dies, however it dies."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

FILE = "station.lock"


@dataclass(frozen=True)
class Holder:
    """The station that runs: its process, and the address of its kiosk."""

    pid: int
    address: str


class AlreadyRunning(Exception):
    """Another station uses this data folder."""

    def __init__(self, holder: Holder | None, home: Path) -> None:
        where = f" at {holder.address} (process {holder.pid})" if holder else ""
        super().__init__(f"A station with the data in {home} runs already{where}.")


@contextmanager
def only_one(home: Path, address: str) -> Iterator[None]:
    """Hold the lock of this folder. Raises AlreadyRunning; OSError when the folder cannot be written."""
    home.mkdir(parents=True, exist_ok=True)
    with (home / FILE).open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AlreadyRunning(_read(home), home) from error
        file.truncate(0)
        file.write(json.dumps({"pid": os.getpid(), "address": address}))
        file.flush()
        yield
        file.truncate(0)


def running(home: Path) -> Holder | None:
    """The station that runs on this folder now; None when none does."""
    path = home / FILE
    if not path.exists():
        return None
    with path.open(encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return _read(home)
    return None


def _read(home: Path) -> Holder | None:
    """None in the moment before the holder has written who it is."""
    try:
        return Holder(**json.loads((home / FILE).read_text(encoding="utf-8")))
    except (ValueError, TypeError):
        return None
