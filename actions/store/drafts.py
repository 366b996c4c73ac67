"""Forms put aside as rows."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

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
        kept = select(drafts).where(drafts.c.id == draft_id, drafts.c.expires_at > now)
        row = self._session.execute(kept).mappings().first()
        body = opened(self._seal, row["body"], dict[str, Any]) if row else None
        return None if row is None or body is None else Draft(**dict(row) | {"body": body})

    def remove(self, draft_id: str) -> bool:
        return changed(self._session, delete(drafts).where(drafts.c.id == draft_id)) > 0

    def remove_expired(self, now: datetime) -> int:
        return changed(self._session, delete(drafts).where(drafts.c.expires_at <= now))
