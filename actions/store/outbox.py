"""The outbox as rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from sqlalchemy import insert, or_, select, update
from sqlalchemy.orm import Session

from actions.outbox import Parcel, ParcelState
from actions.store.tables import outbox


class SqlOutbox:
    """The rows of `outbox`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def put(self, parcel: Parcel) -> None:
        self._session.execute(insert(outbox).values(_row(parcel)))

    def take(self, now: datetime, until: datetime, most: int) -> Sequence[Parcel]:
        """Rows another worker holds at this moment are passed over."""
        free = or_(outbox.c.taken_until.is_(None), outbox.c.taken_until <= now)
        due = (
            select(outbox)
            .where(outbox.c.state == ParcelState.WAITING.value)
            .where(outbox.c.due_at <= now)
            .where(free)
            .order_by(outbox.c.due_at)
            .limit(most)
            .with_for_update(skip_locked=True)
        )
        taken = [replace(_parcel(row), taken_until=until) for row in self._session.execute(due).mappings()]
        for parcel in taken:
            self.update(parcel)
        return taken

    def update(self, parcel: Parcel) -> None:
        self._session.execute(update(outbox).where(outbox.c.id == parcel.id).values(_row(parcel)))

    def in_state(self, state: ParcelState) -> Sequence[Parcel]:
        rows = select(outbox).where(outbox.c.state == state.value).order_by(outbox.c.made_at)
        return [_parcel(row) for row in self._session.execute(rows).mappings()]


def _row(parcel: Parcel) -> dict[str, Any]:
    return asdict(parcel) | {"state": parcel.state.value}


def _parcel(row: Any) -> Parcel:
    return Parcel(**dict(row) | {"state": ParcelState(row["state"])})
