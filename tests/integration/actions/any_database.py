"""Databases to run the same tests on: SQLite always, PostgreSQL where the test machine names one."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

POSTGRESQL = os.environ.get("LINBAN_TEST_POSTGRESQL_URL")
"""A server on which the tests may make databases of their own."""

KINDS = ("sqlite", "postgresql") if POSTGRESQL else ("sqlite",)


@contextmanager
def fresh(kind: str, folder: Path) -> Iterator[str]:
    """The URL of an empty database, gone afterwards."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'store' / 'linban.db'}"
        return
    server = create_engine(str(POSTGRESQL), isolation_level="AUTOCOMMIT", future=True)
    name = f"linban_{uuid.uuid4().hex}"
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    try:
        yield make_url(str(POSTGRESQL)).set(database=name).render_as_string(hide_password=False)
    finally:
        with server.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        server.dispose()
