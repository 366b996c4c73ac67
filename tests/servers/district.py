"""PostgreSQL, Redis and RabbitMQ as Debian packages them: `district.postgresql()` and its like give an address.

Each is a context, and skips the test with a sentence where its package is not installed.
"""

from __future__ import annotations

import secrets
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import SQLAlchemyError

from tests.servers.running import account, folder_of, free_port, is_open, running

_RABBIT = Path("/usr/lib/rabbitmq/bin/rabbitmq-server")
_NAMES = Path("/usr/bin/epmd")
_REDIS = Path("/usr/bin/redis-server")


def postgresql_programs() -> Path | None:
    """The folder of the newest PostgreSQL; None where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


@dataclass(frozen=True)
class Server:
    """Its URL, and the folder with everything it writes."""

    url: str
    folder: Path


@contextmanager
def postgresql() -> Iterator[Server]:
    """A server on which databases may be made. Nothing it writes outlives a power cut: it need not."""
    programs = postgresql_programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed: `apt-get install postgresql` lets these tests run.")
    user, port, word = account("postgres"), free_port(), secrets.token_hex(16)
    with folder_of(user) as folder:
        secret = folder / "word"
        secret.write_text(word)
        secret.chmod(0o644)
        data = folder / "data"
        made = [programs / "initdb", "-D", data, "-U", "linban", "-A", "scram-sha-256", "--pwfile", secret]
        how = ("-E", "UTF8", "--locale=C", "--no-sync")
        subprocess.run([*made, *how], user=user, cwd=folder, capture_output=True, check=True)
        options = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200")
        command = [str(programs / "postgres"), "-D", str(data), "-p", str(port), "-h", "127.0.0.1", "-k", str(folder)]
        for option in options:
            command += ["-c", option]
        url = f"postgresql://linban:{word}@127.0.0.1:{port}/postgres"
        with running(command, user, folder, partial(_takes_queries, url), {}):
            yield Server(url, folder)


@contextmanager
def fresh_database(server: str, name: str) -> Iterator[str]:
    """The URL of an empty database on a server, gone afterwards."""
    engine = create_engine(server, isolation_level="AUTOCOMMIT", future=True)
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    try:
        yield engine.url.set(database=name).render_as_string(hide_password=False)
    finally:
        with engine.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        engine.dispose()


@contextmanager
def redis() -> Iterator[Server]:
    """A Redis that keeps nothing on disk."""
    if not _REDIS.exists():
        pytest.skip("Redis is not installed: `apt-get install redis-server` lets these tests run.")
    user, port, word = account("redis"), free_port(), secrets.token_hex(16)
    with folder_of(user) as folder:
        settings = folder / "redis.conf"
        settings.write_text(f'bind 127.0.0.1\nport {port}\nsave ""\ndir {folder}\nrequirepass {word}\n')
        settings.chmod(0o644)
        with running([str(_REDIS), str(settings)], user, folder, partial(is_open, port), {}):
            yield Server(f"redis://:{word}@127.0.0.1:{port}/0", folder)


@contextmanager
def rabbitmq() -> Iterator[Server]:
    """A RabbitMQ with a name service of its own."""
    if not _RABBIT.exists():
        pytest.skip("RabbitMQ is not installed: `apt-get install rabbitmq-server` lets these tests run.")
    user, port, nodes, names = account("rabbitmq"), free_port(), free_port(), free_port()
    with folder_of(user) as folder:
        settings = folder / "rabbitmq.conf"
        settings.write_text(f"listeners.tcp.1 = 127.0.0.1:{port}\nlog.console = false\n")
        settings.chmod(0o644)
        told = {
            "RABBITMQ_NODENAME": f"linban{port}@localhost",
            "RABBITMQ_CONFIG_FILE": str(settings.with_suffix("")),
            "RABBITMQ_MNESIA_BASE": str(folder / "data"),
            "RABBITMQ_LOG_BASE": str(folder / "logs"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(folder / "plugins"),
            "RABBITMQ_DIST_PORT": str(nodes),
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "+S 1:1 -kernel inet_dist_use_interface {127,0,0,1}",
            "ERL_EPMD_PORT": str(names),
            "ERL_EPMD_ADDRESS": "127.0.0.1",
        }
        with (
            running([str(_NAMES), "-port", str(names)], user, folder, partial(is_open, names), told),
            running([str(_RABBIT)], user, folder, partial(is_open, port), told),
        ):
            yield Server(f"amqp://guest:guest@127.0.0.1:{port}/", folder)


def _takes_queries(url: str) -> bool:
    engine = create_engine(url, connect_args={"connect_timeout": 2}, future=True)
    try:
        with engine.connect():
            return True
    except SQLAlchemyError:
        return False
    finally:
        engine.dispose()
