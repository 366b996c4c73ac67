"""New keys for what is sealed: every row is closed anew, and the keys before open nothing any more."""

from __future__ import annotations

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
    names = sorted({kind.key for kind in KINDS if kind.sealed})
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
    return (kind for kind in KINDS if kind.sealed)


def _close_anew(connection: Connection, kind: Kind, cipher: Fernet) -> int:
    table = metadata.tables[kind.table]
    (primary,) = table.primary_key.columns
    columns = [table.c[name] for name in kind.sealed]
    rows = connection.execute(sa.select(primary, *columns)).all()
    for key, *sealed in rows:
        anew = {name: cipher.encrypt(cipher.decrypt(one)) for name, one in zip(kind.sealed, sealed, strict=True)}
        connection.execute(sa.update(table).where(primary == key).values(anew))
    return len(rows)
