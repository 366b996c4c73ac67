"""One-time codes as rows."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from actions.passes.model import Pass
from actions.store.changes import changed
from actions.store.tables import passes


class SqlPasses:
    """The rows of `passes`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, new: Pass) -> None:
        row = asdict(new)
        self._session.execute(insert(passes).values(code=row.pop("digest"), **row))

    def is_taken(self, digest: str) -> bool:
        return self._session.execute(select(passes.c.code).where(passes.c.code == digest)).first() is not None

    def use(self, digest: str, purpose: str, now: datetime) -> str | None:
        """One statement decides: whoever comes second finds the code used."""
        usable = update(passes).where(passes.c.code == digest, passes.c.purpose == purpose)
        usable = usable.where(passes.c.used_at.is_(None), passes.c.expires_at > now)
        if not changed(self._session, usable.values(used_at=now)):
            return None
        return str(self._session.execute(select(passes.c.reference).where(passes.c.code == digest)).scalar_one())

    def remove_expired(self, now: datetime) -> int:
        return changed(self._session, delete(passes).where(passes.c.expires_at <= now))
