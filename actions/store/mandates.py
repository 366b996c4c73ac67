"""Letters of authorisation in people's chats as rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session
from sqlalchemy.sql import Select

from actions.paper.mandate import Mandate, Role
from actions.store.changes import changed
from actions.store.messaging_tables import mandates


class SqlMandates:
    """The rows of `mandates`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, mandate: Mandate, now: datetime) -> None:
        """One row for a letter and a chat."""
        mine = delete(mandates).where(mandates.c.number == mandate.number, mandates.c.session == mandate.session)
        self._session.execute(mine)
        row = {"number": mandate.number, "session": mandate.session, "role": mandate.role.value, "made_at": now}
        self._session.execute(insert(mandates).values(row))

    def of_session(self, session: str) -> Sequence[Mandate]:
        mine = select(mandates).where(mandates.c.session == session).order_by(mandates.c.made_at.desc())
        return self._all(mine)

    def of_letter(self, number: str) -> Sequence[Mandate]:
        return self._all(select(mandates).where(mandates.c.number == number))

    def remove(self, session: str) -> int:
        return changed(self._session, delete(mandates).where(mandates.c.session == session))

    def _all(self, query: Select) -> list[Mandate]:
        rows = self._session.execute(query).mappings()
        return [Mandate(row["number"], row["session"], Role(row["role"])) for row in rows]
