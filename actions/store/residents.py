"""Remembered residents as rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from actions.residents.model import Resident
from actions.store.changes import changed
from actions.store.readable import opened
from actions.store.sealed import Seal
from actions.store.tables import residents


@dataclass(frozen=True)
class _Details:
    """What is sealed."""

    name: str
    phone: str
    address: str
    birth_date: date | None


class SqlResidents:
    """The rows of `residents`."""

    def __init__(self, session: Session, seal: Seal) -> None:
        self._session = session
        self._seal = seal

    def put(self, lookup: str, resident: Resident) -> None:
        """The birth date goes into the sealed part as 2026-11-24."""
        self.remove(lookup)
        day = resident.birth_date.isoformat() if resident.birth_date else None
        details = {"name": resident.name, "phone": resident.phone, "address": resident.address, "birth_date": day}
        row = {
            "lookup": lookup,
            "details": self._seal.close(details),
            "agreed_at": resident.agreed_at,
            "seen_at": resident.seen_at,
        }
        self._session.execute(insert(residents).values(row))

    def by_lookup(self, lookup: str) -> Resident | None:
        """None for a record that cannot be read: the next `put` replaces it."""
        row = self._session.execute(select(residents).where(residents.c.lookup == lookup)).first()
        details = opened(self._seal, row.details, _Details) if row else None
        if row is None or details is None:
            return None
        return Resident(details.name, details.phone, details.address, row.agreed_at, row.seen_at, details.birth_date)

    def remove(self, lookup: str) -> bool:
        return changed(self._session, delete(residents).where(residents.c.lookup == lookup)) > 0

    def remove_unseen(self, since: datetime) -> int:
        return changed(self._session, delete(residents).where(residents.c.seen_at < since))
