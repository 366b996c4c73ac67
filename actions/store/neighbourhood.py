"""Favours, the grid, visits and warnings as rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from actions.grid.model import GridPlace, Worker
from actions.model import new_id
from actions.neighbours.model import Favour, FavourState
from actions.notices.model import Notice, NoticeKind
from actions.store.changes import changed
from actions.store.neighbourhood_tables import favours, grid_places, home_visits, notices, visit_records
from actions.store.sealed import Seal
from actions.visits.model import Found, Round, Visit


class SqlFavours:
    """The rows of `favours`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, favour: Favour) -> None:
        self._session.execute(insert(favours).values(vars(favour) | {"state": favour.state.value}))

    def get(self, favour_id: str) -> Favour | None:
        row = self._session.execute(select(favours).where(favours.c.id == favour_id)).mappings().first()
        return None if row is None else _favour(row)

    def in_state(self, state: FavourState) -> Sequence[Favour]:
        oldest = select(favours).where(favours.c.state == state.value).order_by(favours.c.approved_at, favours.c.id)
        return [_favour(row) for row in self._session.execute(oldest).mappings()]

    def move(self, favour_id: str, before: FavourState, state: FavourState) -> bool:
        so = update(favours).where(favours.c.id == favour_id, favours.c.state == before.value)
        return changed(self._session, so.values(state=state.value)) > 0


class SqlGridPlaces:
    """The rows of `grid_places`."""

    def __init__(self, session: Session, seal: Seal) -> None:
        self._session = session
        self._seal = seal

    def all(self) -> Sequence[GridPlace]:
        rows = self._session.execute(select(grid_places).order_by(grid_places.c.id)).mappings()
        return [self._place(row) for row in rows]

    def replace(self, places: Iterable[GridPlace]) -> None:
        self._session.execute(delete(grid_places))
        rows = [self._row(number, one) for number, one in enumerate(places)]
        if rows:
            self._session.execute(insert(grid_places), rows)

    def _row(self, number: int, one: GridPlace) -> dict[str, Any]:
        """Numbered, so that they come back in the order of the file."""
        worker = self._seal.close([one.worker.name, one.worker.phone])
        return vars(one) | {"id": f"{number:06}{new_id()[:26]}", "worker": worker}

    def _place(self, row: Any) -> GridPlace:
        worker = Worker(*self._seal.open(row["worker"]))
        return GridPlace(row["place"], row["grid"], worker, row["from_on"], row["until_on"])


class SqlVisits:
    """The rows of `home_visits` and `visit_records`."""

    def __init__(self, session: Session, seal: Seal) -> None:
        self._session = session
        self._seal = seal

    def begin(self, one: Round) -> None:
        if self.round_of(one.case) is None:
            row = {"case_id": one.case, "every_days": one.every_days, "next_on": one.next_on}
            self._session.execute(insert(home_visits).values(row))

    def round_of(self, case_id: str) -> Round | None:
        row = self._session.execute(select(home_visits).where(home_visits.c.case_id == case_id)).mappings().first()
        return None if row is None else Round(row["case_id"], row["every_days"], row["next_on"])

    def rounds(self) -> Sequence[Round]:
        first = select(home_visits).order_by(home_visits.c.next_on, home_visits.c.case_id)
        rows = self._session.execute(first).mappings()
        return [Round(row["case_id"], row["every_days"], row["next_on"]) for row in rows]

    def end(self, case_id: str) -> None:
        self._session.execute(delete(home_visits).where(home_visits.c.case_id == case_id))

    def record(self, visit: Visit, next_on: date) -> None:
        """The visit, and when the next one is due."""
        row = {"id": visit.id, "case_id": visit.case, "account": visit.account, "on": visit.on}
        sealed = {"found": visit.found.value, "note": self._seal.close(visit.note)}
        self._session.execute(insert(visit_records).values(row | sealed))
        of_case = update(home_visits).where(home_visits.c.case_id == visit.case)
        self._session.execute(of_case.values(next_on=next_on))

    def of_case(self, case_id: str) -> Sequence[Visit]:
        newest = select(visit_records).where(visit_records.c.case_id == case_id)
        rows = self._session.execute(newest.order_by(visit_records.c.on.desc(), visit_records.c.id)).mappings()
        return [self._visit(row) for row in rows]

    def _visit(self, row: Any) -> Visit:
        note = str(self._seal.open(row["note"]))
        return Visit(row["id"], row["case_id"], row["account"], row["on"], Found(row["found"]), note)


class SqlNotices:
    """The rows of `notices`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, notice: Notice) -> None:
        self._session.execute(insert(notices).values(vars(notice) | {"kind": notice.kind.value}))

    def latest(self, count: int) -> Sequence[Notice]:
        newest = select(notices).order_by(notices.c.at.desc(), notices.c.id).limit(count)
        rows = self._session.execute(newest).mappings()
        return [Notice(**{**row, "kind": NoticeKind(row["kind"])}) for row in rows]


def _favour(row: Any) -> Favour:
    return Favour(**{**row, "state": FavourState(row["state"])})
