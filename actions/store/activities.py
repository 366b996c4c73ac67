"""Activities as rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session
from sqlalchemy.sql import Select

from actions.activities.model import Activity, Seat, SeatState
from actions.store.neighbourhood_tables import activities, activity_seats


class SqlActivities:
    """The rows of `activities` and `activity_seats`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, activity: Activity) -> None:
        self._session.execute(insert(activities).values(vars(activity)))

    def get(self, activity_id: str) -> Activity | None:
        return self._one(_by_id(activity_id))

    def hold(self, activity_id: str) -> Activity | None:
        """SQLite locks the whole database for the transaction; others lock the row."""
        return self._one(_by_id(activity_id).with_for_update())

    def since(self, moment: datetime) -> Sequence[Activity]:
        soonest = select(activities).where(activities.c.starts_at >= moment)
        rows = self._session.execute(soonest.order_by(activities.c.starts_at, activities.c.id)).mappings()
        return [Activity(**row) for row in rows]

    def cancel(self, activity_id: str, at: datetime) -> None:
        self._session.execute(update(activities).where(activities.c.id == activity_id).values(cancelled_at=at))

    def ask(self, seat: Seat) -> None:
        row = {"case_id": seat.case, "activity": seat.activity, "at": seat.at, "state": seat.state.value}
        self._session.execute(insert(activity_seats).values(row))

    def seats(self, activity_id: str) -> Sequence[Seat]:
        asked = select(activity_seats).where(activity_seats.c.activity == activity_id)
        rows = self._session.execute(asked.order_by(activity_seats.c.at, activity_seats.c.case_id)).mappings()
        return [_seat(row) for row in rows]

    def seat_of(self, case_id: str) -> Seat | None:
        found = select(activity_seats).where(activity_seats.c.case_id == case_id)
        row = self._session.execute(found).mappings().first()
        return None if row is None else _seat(row)

    def move(self, case_id: str, state: SeatState) -> None:
        of_case = update(activity_seats).where(activity_seats.c.case_id == case_id)
        self._session.execute(of_case.values(state=state.value))

    def reminded(self, case_id: str, on: date) -> None:
        of_case = update(activity_seats).where(activity_seats.c.case_id == case_id)
        self._session.execute(of_case.values(reminded_on=on))

    def _one(self, query: Select) -> Activity | None:
        row = self._session.execute(query).mappings().first()
        return None if row is None else Activity(**row)


def _by_id(activity_id: str) -> Select:
    return select(activities).where(activities.c.id == activity_id)


def _seat(row: Any) -> Seat:
    return Seat(row["case_id"], row["activity"], row["at"], SeatState(row["state"]), row["reminded_on"])
