"""The audit log as rows, chained: whoever changes, moves or removes one breaks every digest after it."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta, timezone
from typing import Any

from sqlalchemy import Boolean, insert, select, text
from sqlalchemy.orm import Session
from sqlalchemy.sql import ColumnElement

from actions.desk.model import AuditEntry, Note
from actions.desk.ports import AuditFilter
from actions.ports import StorageError
from actions.store.desk_tables import audit_entries
from actions.store.sealed import Seal

_ADVISORY_LOCK = 0x11BB
_BEFORE_THE_FIRST = ""
_CHAINED = ("number", "account", "action", "subject", "previous")


class SqlAuditLog:
    """The rows of `audit_entries`. `key` is the station's own: without it nobody can make a digest that fits."""

    def __init__(self, session: Session, seal: Seal, key: bytes) -> None:
        self._session = session
        self._seal = seal
        self._key = key

    def add(self, note: Note, at: datetime) -> AuditEntry:
        """SQLite locks the whole database for the transaction; PostgreSQL is asked for a lock of our own."""
        if self._session.get_bind().dialect.name == "postgresql":
            self._session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})
        columns = audit_entries.c
        last = self._session.execute(
            select(columns.number, columns.digest).order_by(columns.number.desc()).limit(1)
        ).first()
        row = {
            "number": last.number + 1 if last else 1,
            "at": at,
            "account": note.account,
            "action": note.action,
            "subject": note.subject,
            "reason": self._seal.close(note.reason),
            "previous": last.digest if last else _BEFORE_THE_FIRST,
        }
        row["digest"] = self._digest(row, note.reason)
        self._session.execute(insert(audit_entries).values(row))
        return self._entry(row)

    def find(self, which: AuditFilter, most: int, before: int | None = None) -> Sequence[AuditEntry]:
        query = select(audit_entries).where(*_conditions(which)).order_by(audit_entries.c.number.desc()).limit(most)
        if before is not None:
            query = query.where(audit_entries.c.number < before)
        return [self._entry(row) for row in self._session.execute(query).mappings()]

    def first_wrong(self) -> int | None:
        """Reads every row; the end of the log can be checked only against a digest that was written down."""
        previous = _BEFORE_THE_FIRST
        rows = self._session.execute(select(audit_entries).order_by(audit_entries.c.number)).mappings()
        for number, row in enumerate(rows, start=1):
            is_next = row["number"] == number and row["previous"] == previous
            if not (is_next and self._is_as_written(row)):
                return number
            previous = row["digest"]
        return None

    def _is_as_written(self, row: Any) -> bool:
        try:
            reason = self._seal.open(row["reason"])
        except StorageError:
            return False
        return hmac.compare_digest(row["digest"], self._digest(row, reason))

    def _digest(self, row: Any, reason: str) -> str:
        """Over what was written and not over how it is closed: a new key changes nothing."""
        told = {name: row[name] for name in _CHAINED}
        told["at"] = row["at"].astimezone(timezone.utc).isoformat()
        told["reason"] = reason
        return hmac.new(self._key, json.dumps(told, sort_keys=True).encode(), hashlib.sha256).hexdigest()

    def _entry(self, row: Any) -> AuditEntry:
        note = Note(row["account"], row["action"], row["subject"], self._seal.open(row["reason"]))
        return AuditEntry(row["number"], row["at"], note, row["previous"], row["digest"])


def _conditions(which: AuditFilter) -> Iterator[ColumnElement[Boolean]]:
    columns = audit_entries.c
    for name in ("account", "action", "subject"):
        if wanted := getattr(which, name):
            yield columns[name] == wanted
    if which.since is not None:
        yield columns.at >= _midnight(which.since)
    if which.until is not None:
        yield columns.at < _midnight(which.until + timedelta(days=1))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time()).astimezone()
