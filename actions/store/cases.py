"""Cases, their marks, and consents as rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from pydantic import parse_obj_as
from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session
from sqlalchemy.sql import Select

from actions.cases.model import Case, CaseState, Consent, Details, Level, Mark
from actions.store.sealed import Seal
from actions.store.tables import case_marks, cases, consents

_AWAITING = tuple(state.value for state in CaseState if state.awaits_an_answer)
_CHANGING = ("state", "level", "due_on", "result")


class SqlCases:
    """The rows of `cases` and `case_marks`."""

    def __init__(self, session: Session, seal: Seal) -> None:
        self._session = session
        self._seal = seal

    def add(self, case: Case, mark: Mark) -> None:
        self._session.execute(insert(cases).values(self._row(case)))
        self._mark(case.id, mark)

    def move(self, case: Case, mark: Mark) -> None:
        """Only what may change of a case is written: state, level, day and result."""
        row = self._row(case)
        changed = {name: row[name] for name in _CHANGING}
        self._session.execute(update(cases).where(cases.c.id == case.id).values(changed))
        self._mark(case.id, mark)

    def amend(self, case: Case) -> None:
        row = self._row(case)
        told = {name: row[name] for name in ("details", "key")}
        self._session.execute(update(cases).where(cases.c.id == case.id).values(told))

    def empty(self, case_id: str) -> None:
        nothing = {"details": self._seal.close(asdict(Details("", ()))), "result": self._seal.close("")}
        self._session.execute(update(cases).where(cases.c.id == case_id).values(nothing))

    def by_id(self, case_id: str) -> Case | None:
        return self._one(select(cases).where(cases.c.id == case_id))

    def by_number(self, number: str) -> Case | None:
        return self._one(select(cases).where(cases.c.number == number))

    def by_key(self, key: str) -> Case | None:
        return self._one(select(cases).where(cases.c.key == key))

    def of_session(self, session: str) -> Sequence[Case]:
        return self._all(select(cases).where(cases.c.session == session).order_by(cases.c.filed_at.desc()))

    def in_states(self, *states: CaseState) -> Sequence[Case]:
        named = [state.value for state in states]
        due_first = (cases.c.due_on.is_(None), cases.c.due_on, cases.c.filed_at)
        return self._all(select(cases).where(cases.c.state.in_(named)).order_by(*due_first))

    def overdue(self, today: date) -> Sequence[Case]:
        late = select(cases).where(cases.c.state.in_(_AWAITING)).where(cases.c.due_on < today)
        return self._all(late.order_by(cases.c.due_on))

    def marks(self, case_id: str) -> Sequence[Mark]:
        life = select(case_marks).where(case_marks.c.case_id == case_id).order_by(case_marks.c.id)
        return [_mark(row) for row in self._session.execute(life).mappings()]

    def _mark(self, case_id: str, mark: Mark) -> None:
        row = asdict(mark) | {"case_id": case_id, "state": mark.state.value}
        self._session.execute(insert(case_marks).values(row))

    def _one(self, query: Select) -> Case | None:
        row = self._session.execute(query).mappings().first()
        return None if row is None else self._case(row)

    def _all(self, query: Select) -> list[Case]:
        return [self._case(row) for row in self._session.execute(query).mappings()]

    def _row(self, case: Case) -> dict[str, Any]:
        row = asdict(case)
        sealed = {"details": self._seal.close(row["details"]), "result": self._seal.close(case.result)}
        return row | sealed | {"state": case.state.value, "level": int(case.level)}

    def _case(self, row: Any) -> Case:
        details = parse_obj_as(Details, self._seal.open(row["details"]))
        read = {"details": details, "result": self._seal.open(row["result"])}
        return Case(**dict(row) | read | {"state": CaseState(row["state"]), "level": Level(row["level"])})


class SqlConsents:
    """The rows of `consents`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, consent: Consent) -> None:
        self._session.execute(insert(consents).values(asdict(consent)))

    def of_session(self, session: str) -> Sequence[Consent]:
        given = select(consents).where(consents.c.session == session).order_by(consents.c.id)
        rows = self._session.execute(given).mappings()
        return [Consent(**{key: value for key, value in row.items() if key != "id"}) for row in rows]


def _mark(row: Any) -> Mark:
    columns = {key: value for key, value in row.items() if key not in ("id", "case_id")}
    return Mark(**columns | {"state": CaseState(row["state"])})
