"""Learning as rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import delete, func, insert, or_, select, update
from sqlalchemy.orm import Session

from actions.store.changes import changed
from actions.store.sealed import Seal
from actions.store.volunteering_tables import course_passes, lesson_records, volunteer_hours
from actions.volunteering.model import Hours, Learner, Record


class SqlVolunteering:
    """The rows of `lesson_records`, `course_passes` and `volunteer_hours`."""

    def __init__(self, session: Session, seal: Seal) -> None:
        self._session = session
        self._seal = seal

    def add_record(self, record: Record) -> None:
        learner = self._seal.close([record.learner.name, record.learner.phone])
        self._session.execute(insert(lesson_records).values(vars(record) | {"learner": learner}))

    def to_come(self, since: date) -> Sequence[Record]:
        agreed = select(lesson_records).where(lesson_records.c.next_on >= since).order_by(lesson_records.c.next_on)
        return [self._record(row) for row in self._session.execute(agreed).mappings()]

    def learned(self, lesson: str) -> int:
        done = select(func.count()).where(lesson_records.c.lesson == lesson, lesson_records.c.is_learned)
        return int(self._session.execute(done).scalar_one())

    def forget_before(self, day: date) -> int:
        old = or_(lesson_records.c.next_on.is_(None), lesson_records.c.next_on < day)
        return changed(self._session, delete(lesson_records).where(lesson_records.c.on < day, old))

    def passed(self, account: str) -> Sequence[tuple[str, date]]:
        rows = self._session.execute(select(course_passes).where(course_passes.c.account == account)).mappings()
        return [(row["lesson"], row["on"]) for row in rows]

    def mark_passed(self, account: str, lesson: str, on: date) -> None:
        if lesson not in {known for known, _ in self.passed(account)}:
            self._session.execute(insert(course_passes).values(account=account, lesson=lesson, on=on))

    def add_hours(self, hours: Hours) -> None:
        self._session.execute(insert(volunteer_hours).values(vars(hours)))

    def hours(self, account: str) -> Sequence[Hours]:
        newest = select(volunteer_hours).where(volunteer_hours.c.account == account)
        rows = self._session.execute(newest.order_by(volunteer_hours.c.on.desc(), volunteer_hours.c.id)).mappings()
        return [Hours(**row) for row in rows]

    def unconfirmed(self) -> Sequence[Hours]:
        oldest = select(volunteer_hours).where(volunteer_hours.c.confirmed_by.is_(None))
        rows = self._session.execute(oldest.order_by(volunteer_hours.c.on, volunteer_hours.c.id)).mappings()
        return [Hours(**row) for row in rows]

    def confirm(self, hours_id: str, by: str) -> bool:
        is_open = volunteer_hours.c.confirmed_by.is_(None)
        of_another = update(volunteer_hours).where(
            volunteer_hours.c.id == hours_id, is_open, volunteer_hours.c.account != by
        )
        return changed(self._session, of_another.values(confirmed_by=by)) > 0

    def _record(self, row: Any) -> Record:
        return Record(**{**row, "learner": Learner(*self._seal.open(row["learner"]))})
