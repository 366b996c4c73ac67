"""Databases to run the same tests on: SQLite always, PostgreSQL where it is installed."""

from __future__ import annotations

import atexit
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path

from tests.servers import district

KINDS = ("sqlite", "postgresql")


@contextmanager
def fresh(kind: str, folder: Path) -> Iterator[str]:
    """The URL of an empty database, gone afterwards. Skips the test where the database is not installed."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'store' / 'linban.db'}"
        return
    with district.fresh_database(_server(), f"linban_{uuid.uuid4().hex}") as url:
        yield url


@cache
def _server() -> str:
    """One server for all the tests of this process."""
    stack = ExitStack()
    atexit.register(stack.close)
    return stack.enter_context(district.postgresql()).url
