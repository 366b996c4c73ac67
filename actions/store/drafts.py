"""Forms put aside as rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session
from sqlalchemy.sql import Select

from actions.passes.model import Draft
from actions.store.changes import changed
from actions.store.readable import opened
from actions.store.sealed import Seal
from actions.store.tables import drafts


class SqlDrafts:
    """The rows of `drafts`."""

    def __init__(self, session: Session, seal: Seal) -> None:
        self._session = session
        self._seal = seal

    def put(self, draft: Draft) -> None:
        self.remove(draft.id)
        self._session.execute(insert(drafts).values(vars(draft) | {"body": self._seal.close(dict(draft.body))}))

    def get(self, draft_id: str, now: datetime) -> Draft | None:
        """None for a body closed with another key."""
        return next(self._read(select(drafts).where(drafts.c.id == draft_id, drafts.c.expires_at > now)), None)

    def of_session(self, session: str, now: datetime) -> Sequence[Draft]:
        mine = select(drafts).where(drafts.c.session == session, drafts.c.expires_at > now)
        return list(self._read(mine.order_by(drafts.c.saved_at.desc())))

    def remove(self, draft_id: str) -> bool:
        return changed(self._session, delete(drafts).where(drafts.c.id == draft_id)) > 0

    def remove_expired(self, now: datetime) -> int:
        return changed(self._session, delete(drafts).where(drafts.c.expires_at <= now))

    def _read(self, query: Select) -> Iterator[Draft]:
        for row in self._session.execute(query).mappings():
            body = opened(self._seal, row["body"], dict[str, Any])
            if body is not None:
                yield Draft(**dict(row) | {"body": body})
