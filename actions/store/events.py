"""What happened, as rows; and what the cases and the calls for help tell of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from actions.cases.model import CaseState, Level
from actions.events.model import Event, Kind, Promise
from actions.store.event_tables import events
from actions.store.tables import case_marks, cases, help_requests

_LONGEST = 64
_TOLD = {
    CaseState.CONFIRMED.value: Kind.CASE_FILED,
    CaseState.ANSWERED.value: Kind.CASE_ANSWERED,
    CaseState.RETURNED.value: Kind.CASE_RETURNED,
}
_AWAITING = tuple(state.value for state in CaseState if state.awaits_an_answer)


class SqlEvents:
    """The rows of `events`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, *new: Event) -> None:
        if new:
            self._session.execute(insert(events), [_row(event) for event in new])

    def between(self, start: datetime, end: datetime) -> Sequence[Event]:
        """What was written down, and what other tables tell."""
        written = select(events).where(events.c.at >= start, events.c.at < end).order_by(events.c.id)
        rows = self._session.execute(written).mappings()
        told = [*self._of_cases(start, end), *self._overdue(start, end), *self._of_help(start, end)]
        found = sorted([*map(_event, rows), *told], key=lambda event: event.at)
        return [replace(event, at=event.at.astimezone(start.tzinfo)) for event in found]

    def _of_cases(self, start: datetime, end: datetime) -> Iterator[Event]:
        steps = select(case_marks.c.at, case_marks.c.state.label("step"), *_ABOUT).select_from(case_marks.join(cases))
        steps = steps.where(case_marks.c.state.in_(_TOLD), case_marks.c.at >= start, case_marks.c.at < end)
        for row in self._session.execute(steps.order_by(case_marks.c.id)).mappings():
            kind = _TOLD[row["step"]]
            yield _of_case(row, kind, row["at"], _detail(kind, row, start.tzinfo))

    def _overdue(self, start: datetime, end: datetime) -> Iterator[Event]:
        """At the first moment of the day after the one an answer was promised for."""
        late = select(*_ABOUT).where(cases.c.state.in_(_AWAITING), cases.c.due_on.is_not(None))
        for row in self._session.execute(late).mappings():
            at = _after(row["due_on"], start.tzinfo)
            if start <= at < end:
                yield _of_case(row, Kind.CASE_OVERDUE, at, "")

    def _of_help(self, start: datetime, end: datetime) -> Iterator[Event]:
        asked = select(help_requests).where(help_requests.c.asked_at >= start, help_requests.c.asked_at < end)
        for row in self._session.execute(asked).mappings():
            about = {name: row[name] for name in ("session", "channel", "service", "label")}
            yield Event(row["asked_at"], Kind.HANDED_OVER, **about, detail=row["reason"])


_ABOUT = (cases.c.session, cases.c.channel, cases.c.service, cases.c.grid, cases.c.due_on, cases.c.level)


def _of_case(row: Any, kind: Kind, at: datetime, detail: str) -> Event:
    return Event(at, kind, row["session"], row["channel"], row["service"], detail=detail)


def _detail(kind: Kind, row: Any, zone: tzinfo | None) -> str:
    if kind is Kind.CASE_ANSWERED:
        return _promise(row, row["at"].astimezone(zone).date()).value
    return row["grid"] or "" if kind is Kind.CASE_FILED else ""


def _promise(row: Any, day: date) -> Promise:
    """A case that was raised was late before it had its new day."""
    if row["due_on"] is None:
        return Promise.NONE
    is_kept = row["level"] == Level.GRID.value and day <= row["due_on"]
    return Promise.KEPT if is_kept else Promise.BROKEN


def _after(day: date, zone: tzinfo | None) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), zone)


def _row(event: Event) -> dict[str, Any]:
    row = asdict(event) | {"kind": event.kind.value}
    return row | {name: row[name][:_LONGEST] for name in ("label", "detail")}


def _event(row: Any) -> Event:
    return Event(**{key: value for key, value in row.items() if key != "id"} | {"kind": Kind(row["kind"])})
