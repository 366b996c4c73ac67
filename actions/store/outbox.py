"""The outbox as rows."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from sqlalchemy import insert, or_, select, update
from sqlalchemy.orm import Session
from sqlalchemy.sql import Select

from actions.outbox import CUT_OFF, LONGEST_WAIT, Errand, Parcel, ParcelState
from actions.store.tables import cases, outbox


class SqlOutbox:
    """The rows of `outbox`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def put(self, parcel: Parcel) -> None:
        self._session.execute(insert(outbox).values(_row(parcel)))

    def take(
        self, now: datetime, until: datetime, most: int, only: str | None = None, besides: Collection[str] = ()
    ) -> Sequence[Parcel]:
        """Rows another worker holds at this moment are passed over. One that is taken for longer than anybody takes it
        was taken by a clock that was set back since."""
        due = _due(ParcelState.WAITING, now, most).where(outbox.c.destination.not_in(besides))
        taken_until = outbox.c.taken_until
        due = due.where(or_(taken_until.is_(None), taken_until <= now, taken_until > until))
        if only is not None:
            due = due.where(outbox.c.destination == only)
        found = self._all(due.with_for_update(skip_locked=True))
        taken = [replace(_as_tried(parcel), taken_until=until) for parcel in found]
        for parcel in taken:
            self.update(parcel)
        return taken

    def watch(self, destination: str, now: datetime, most: int) -> Sequence[Parcel]:
        return self._all(_due(ParcelState.SENT, now, most).where(outbox.c.destination == destination))

    def hold(self, case_id: str) -> Sequence[Parcel]:
        """SQLite locks the whole database for the transaction; others lock the rows of both tables."""
        of_case = select(outbox).join(cases).where(outbox.c.case_id == case_id)
        return self._all(of_case.order_by(outbox.c.made_at).with_for_update())

    def update(self, parcel: Parcel) -> None:
        self._session.execute(update(outbox).where(outbox.c.id == parcel.id).values(_row(parcel)))

    def in_state(self, state: ParcelState) -> Sequence[Parcel]:
        return self._all(select(outbox).where(outbox.c.state == state.value).order_by(outbox.c.made_at))

    def _all(self, query: Select) -> list[Parcel]:
        return [_parcel(row) for row in self._session.execute(query).mappings()]


def _as_tried(parcel: Parcel) -> Parcel:
    """A parcel whose taker vanished: it may have arrived."""
    return parcel if parcel.taken_until is None else parcel.put_off(parcel.due_at, CUT_OFF)


def _due(state: ParcelState, now: datetime, most: int) -> Select:
    is_due = or_(outbox.c.due_at <= now, outbox.c.due_at > now + LONGEST_WAIT)
    due = select(outbox).where(outbox.c.state == state.value).where(is_due)
    return due.order_by(outbox.c.due_at).limit(most)


def _row(parcel: Parcel) -> dict[str, Any]:
    return asdict(parcel) | {"state": parcel.state.value, "errand": parcel.errand.value}


def _parcel(row: Any) -> Parcel:
    return Parcel(**dict(row) | {"state": ParcelState(row["state"]), "errand": Errand(row["errand"])})
