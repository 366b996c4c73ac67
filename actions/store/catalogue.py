"""Publishes the catalogue into the database and reads the edition in force back."""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import dataclass

from sqlalchemy import delete, insert, select
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from actions.catalogue.model import Catalogue
from actions.ports import Clock, StorageError
from actions.store.documents import Edition, from_documents, region_key, to_documents
from actions.store.engine import for_writing
from actions.store.tables import catalogue_editions, catalogue_services

log = logging.getLogger(__name__)

_KEPT = 2
"""Editions of a region."""


@dataclass(frozen=True)
class _Cached:
    fingerprint: str
    catalogue: Catalogue


def publish(catalogue: Catalogue, engine: Engine, clock: Clock) -> bool:
    """Puts the catalogue in force for its region; False when it is already.

    Raises StorageError.
    """
    edition = to_documents(catalogue)
    try:
        with for_writing(engine).begin() as connection:
            newest = _newest(connection, edition.region)
            if newest is not None and newest.fingerprint == edition.fingerprint:
                return False
            _insert(connection, edition, clock)
            _drop_old(connection, edition.region)
    except SQLAlchemyError as error:
        raise StorageError("the catalogue could not be published") from error
    return True


def _insert(connection: Connection, edition: Edition, clock: Clock) -> None:
    row = {
        "region": edition.region,
        "fingerprint": edition.fingerprint,
        "document": edition.shared,
        "published_at": clock.now(),
    }
    (edition_id,) = connection.execute(insert(catalogue_editions).values(row)).inserted_primary_key
    services = [
        {"edition_id": edition_id, "service": key, "document": document} for key, document in edition.services.items()
    ]
    if services:
        connection.execute(insert(catalogue_services), services)


def _drop_old(connection: Connection, region: str) -> None:
    """The one before stays: somebody may be reading it."""
    editions = catalogue_editions.c
    newest = select(editions.id).where(editions.region == region).order_by(editions.id.desc())
    old = connection.execute(newest.offset(_KEPT)).scalars().all()
    connection.execute(delete(catalogue_services).where(catalogue_services.c.edition_id.in_(old)))
    connection.execute(delete(catalogue_editions).where(editions.id.in_(old)))


@dataclass(frozen=True)
class _Newest:
    id: int
    fingerprint: str


def _newest(connection: Connection, region: str) -> _Newest | None:
    editions = catalogue_editions.c
    query = (
        select(editions.id, editions.fingerprint).where(editions.region == region).order_by(editions.id.desc()).limit(1)
    )
    row = connection.execute(query).first()
    return None if row is None else _Newest(row.id, row.fingerprint)


_PARSING = threading.Lock()


class PublishedCatalogue:
    """The catalogue in force for a region; parsed again only when another edition was published.

    A turn asks for it several times: whether there is another is looked up once in `fresh_for` seconds. While the
    database is away, the edition read last goes on being used.
    """

    def __init__(self, engine: Engine, region: str | None, fresh_for: float = 1.0) -> None:
        self._engine = engine
        self._region = region_key(region)
        self._fresh_for = fresh_for
        self._fresh_until = 0.0
        self._cached: _Cached | None = None

    def current(self) -> Catalogue:
        """Raises StorageError when nothing was published, or nothing can be read and nothing was before."""
        if self._cached is not None and time.monotonic() < self._fresh_until:
            return self._cached.catalogue
        try:
            self._cached = self._read(self._cached)
        except (SQLAlchemyError, ValueError) as error:
            log.warning("the catalogue could not be read: %s", type(error).__name__)
            if self._cached is None:
                raise StorageError("the catalogue could not be read") from error
        if self._cached is None:
            raise StorageError("no catalogue was published")
        self._fresh_until = time.monotonic() + self._fresh_for
        return self._cached.catalogue

    def _read(self, cached: _Cached | None) -> _Cached | None:
        with self._engine.connect() as connection:
            newest = _newest(connection, self._region)
            if newest is None or (cached is not None and cached.fingerprint == newest.fingerprint):
                return cached
            # pydantic builds the reader of a type when it is first used, and not for two threads at once.
            with _PARSING:
                if self._cached is not None and self._cached.fingerprint == newest.fingerprint:
                    return self._cached
                self._cached = _Cached(newest.fingerprint, _load(connection, newest.id))
                return self._cached


def _load(connection: Connection, edition_id: int) -> Catalogue:
    shared = select(catalogue_editions.c.document).where(catalogue_editions.c.id == edition_id)
    services = select(catalogue_services.c.service, catalogue_services.c.document).where(
        catalogue_services.c.edition_id == edition_id
    )
    documents = {row.service: row.document for row in connection.execute(services)}
    return from_documents(str(connection.execute(shared).scalar_one()), documents)
