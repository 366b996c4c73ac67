"""Reminders as rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Boolean, and_, insert, or_, select, update
from sqlalchemy.orm import Session
from sqlalchemy.sql import ColumnElement

from actions.reminders.model import Contact, Kind, News, Reminder, ReminderState, Way
from actions.store.changes import changed
from actions.store.readable import opened
from actions.store.sealed import Seal
from actions.store.tables import reminders

_WAITING, _DUE = ReminderState.WAITING.value, ReminderState.DUE.value


@dataclass(frozen=True)
class _Sealed:
    """What is sealed: the day it is about may tell a birthday, news a neighbour's name."""

    contact: Contact
    by: date | None = None
    news: News | None = None


class SqlReminders:
    """The rows of `reminders`."""

    def __init__(self, session: Session, seal: Seal) -> None:
        self._session = session
        self._seal = seal

    def add(self, reminder: Reminder) -> None:
        """Contact and the day it is about are sealed."""
        row = {key: value for key, value in vars(reminder).items() if key not in ("by", "news")}
        sealed: dict[str, object] = {"contact": asdict(reminder.contact), "by": reminder.by.isoformat()}
        if reminder.news is not None:
            sealed["news"] = asdict(reminder.news)
        values = {"kind": reminder.kind.value, "way": reminder.way.value, "state": reminder.state.value}
        self._session.execute(insert(reminders).values(row | values | {"contact": self._seal.close(sealed)}))

    def due(self, today: date) -> Sequence[Reminder]:
        return self._where(and_(reminders.c.state == _WAITING, reminders.c.due_on <= today))

    def to_call(self, today: date) -> Sequence[Reminder]:
        by_call = and_(reminders.c.state == _WAITING, reminders.c.way == Way.CALL.value, reminders.c.due_on <= today)
        return self._where(or_(reminders.c.state == _DUE, by_call))

    def open(self) -> Sequence[Reminder]:
        return self._where(reminders.c.state.in_((_WAITING, _DUE)))

    def claim(self, reminder_id: str) -> bool:
        is_waiting = and_(reminders.c.id == reminder_id, reminders.c.state == _WAITING)
        return self._update(is_waiting, {"state": _DUE})

    def finish(self, reminder_id: str, state: ReminderState, at: datetime) -> bool:
        is_open = and_(reminders.c.id == reminder_id, reminders.c.state.in_((_WAITING, _DUE)))
        nobody = self._seal.close({"contact": asdict(Contact())})
        return self._update(is_open, {"state": state.value, "done_at": at, "contact": nobody})

    def _update(self, which: ColumnElement[Boolean], values: dict[str, object]) -> bool:
        return changed(self._session, update(reminders).where(which).values(values)) > 0

    def _where(self, condition: ColumnElement[Boolean]) -> list[Reminder]:
        query = select(reminders).where(condition).order_by(reminders.c.due_on, reminders.c.made_at)
        return list(self._read(self._session.execute(query).mappings()))

    def _read(self, rows: Any) -> Iterator[Reminder]:
        for row in rows:
            sealed = opened(self._seal, row["contact"], _Sealed)
            if sealed is not None:
                known = {"kind": Kind(row["kind"]), "way": Way(row["way"]), "state": ReminderState(row["state"])}
                about = {"contact": sealed.contact, "by": sealed.by or row["due_on"], "news": sealed.news}
                yield Reminder(**dict(row) | known | about)
