"""Calls in vain, as rows."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from actions.desk.attempts import Attempts
from actions.store.desk_tables import call_attempts


class SqlCallAttempts:
    """The rows of `call_attempts`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self) -> Mapping[str, Attempts]:
        rows = self._session.execute(select(call_attempts)).mappings()
        return {row["subject"]: Attempts(**row) for row in rows}

    def put(self, attempts: Attempts) -> None:
        self._session.execute(delete(call_attempts).where(call_attempts.c.subject == attempts.subject))
        self._session.execute(insert(call_attempts).values(vars(attempts)))
