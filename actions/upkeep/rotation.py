"""New keys for what is sealed: every row is closed anew, and the keys before open nothing any more."""

from __future__ import annotations

import base64
from collections.abc import Iterable

import sqlalchemy as sa
from cryptography.fernet import Fernet
from sqlalchemy.engine import Connection

from actions.store.engine import for_writing, make_engine
from actions.store.tables import metadata
from actions.upkeep.kinds import KINDS, Kind
from assistant.keys import add_key, drop_old_keys, fernet
from assistant.settings import Settings


def rotate(settings: Settings) -> int:
    """How many rows were closed anew. The station must not be running: it holds the keys before.

    Interrupted at any moment it leaves rows and keys that fit, and is simply done again. Raises OSError, ValueError,
    cryptography.fernet.InvalidToken or sqlalchemy.exc.SQLAlchemyError; then the keys before are still in force.
    """
    names = sorted({kind.key for kind in _sealed()})
    for name in names:
        add_key(settings.keys / f"{name}.key")
    ciphers = {name: fernet(settings.keys / f"{name}.key") for name in names}
    engine = make_engine(settings.database_url)
    try:
        with for_writing(engine).begin() as connection:
            closed = sum(_close_anew(connection, kind, ciphers[kind.key]) for kind in _sealed())
    finally:
        engine.dispose()
    for name in names:
        drop_old_keys(settings.keys / f"{name}.key")
    return closed


def _sealed() -> Iterable[Kind]:
    return (kind for kind in KINDS if kind.sealed and not kind.is_fixed)


def _close_anew(connection: Connection, kind: Kind, cipher: Fernet) -> int:
    table = metadata.tables[kind.table]
    rows = connection.execute(sa.select(table)).mappings().all()
    for row in rows:
        anew = {name: _anew(row[name], cipher) for name in kind.sealed if row[name] is not None}
        is_the_row = [column == row[column.name] for column in table.primary_key.columns]
        connection.execute(sa.update(table).where(*is_the_row).values(anew))
    return len(rows)


def _anew(sealed: bytes, cipher: Fernet) -> bytes:
    """Closed with the new key, and with the moment it had: a ballot has none, and gets none."""
    return cipher.encrypt_at_time(cipher.decrypt(sealed), _moment(sealed))


def _moment(sealed: bytes) -> int:
    """Where a Fernet token says when it was made: bytes 1 to 8, seconds since 1970."""
    return int.from_bytes(base64.urlsafe_b64decode(sealed)[1:9], "big")
