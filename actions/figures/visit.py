"""Visits, put together from events: who came about what, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from itertools import groupby

from actions.events.model import Event, Kind, Rating, Understood
from actions.model import Reason


class Outcome(str, Enum):
    """What became of a visit; the first that applies."""

    DANGER = "danger"
    """Somebody was in danger, or being cheated: that is measured by other things than being done."""
    FILED = "filed"
    HANDED_OVER = "handed_over"
    GAVE_UP = "gave_up"
    ANSWERED = "answered"
    NOT_DONE = "not_done"
    """Not understood, rated poor, or filed and sent back: the person has to come again."""
    NOTHING = "nothing"
    """Nobody asked for anything: a greeting, a chat, a child at the screen."""

    @property
    def is_done(self) -> bool:
        return self in (Outcome.FILED, Outcome.ANSWERED)

    @property
    def is_counted(self) -> bool:
        """Whether somebody came about a matter that could have been done."""
        return self not in (Outcome.DANGER, Outcome.NOTHING)


OF_CASES = frozenset({Kind.CASE_ANSWERED, Kind.CASE_OVERDUE, Kind.CASE_RETURNED})
"""What happens to a case after the visit in which it was filed."""

_DANGERS = (Reason.FRAUD.value, Reason.EMERGENCY.value)


@dataclass(frozen=True)
class Visit:
    """One visit, its events oldest first; `was_returned`: a case filed in it came back."""

    session: str
    events: tuple[Event, ...]
    was_returned: bool = False

    @property
    def started(self) -> datetime:
        return self.events[0].at

    @property
    def channel(self) -> str:
        return next((event.channel for event in self.events if event.channel), "")

    @property
    def service(self) -> str | None:
        """What it was about: what was filed, else the form given up, else what was answered last."""
        for kind in (Kind.CASE_FILED, Kind.FORM_GIVEN_UP, Kind.FORM_STARTED, Kind.ANSWERED):
            found = [event.service for event in self.of(kind) if event.service]
            if found:
                return found[-1]
        return next((event.service for event in reversed(self.events) if event.service), None)

    @property
    def rating(self) -> str | None:
        """What was said of it last."""
        rated = self.of(Kind.SATISFIED)
        return rated[-1].detail if rated else None

    @property
    def outcome(self) -> Outcome:
        return next(outcome for outcome, applies in _outcomes(self) if applies)

    @property
    def minutes_to_done(self) -> float | None:
        """From the first word to the case that was filed, or else to the last answer; None when it was not done."""
        if not self.outcome.is_done:
            return None
        done = self.of(Kind.CASE_FILED) or self.of(Kind.ANSWERED)
        return (done[-1].at - self.started).total_seconds() / 60

    @property
    def turns(self) -> int:
        return len(self.of(Kind.TURN))

    def of(self, kind: Kind) -> tuple[Event, ...]:
        """Its events of one kind."""
        return tuple(event for event in self.events if event.kind is kind)

    def has(self, kind: Kind) -> bool:
        return bool(self.of(kind))


def week_of(moment: datetime) -> str:
    """The week as ISO 8601 writes it: 2026-W48."""
    year, week, _ = moment.isocalendar()
    return f"{year}-W{week:02}"


def visits_of(events: Iterable[Event]) -> tuple[Visit, ...]:
    """Every visit in which something was said, in the order they began.

    One that was under way when the events begin starts with its first one.
    """
    known = sorted((event for event in events if event.session), key=_order)
    visits = [visit for session, of_it in groupby(known, lambda event: event.session) for visit in _of(session, of_it)]
    return tuple(sorted((visit for visit in visits if visit.turns), key=lambda visit: visit.started))


def _order(event: Event) -> tuple[str, datetime, bool]:
    """By person and time; a visit begins before what else happens at that moment."""
    return event.session, event.at, event.kind is not Kind.VISIT_STARTED


def _of(session: str, events: Iterable[Event]) -> Iterator[Visit]:
    """Of one person's events; a case is sent back long after its visit, and belongs to the one that filed it."""
    everything = list(events)
    returned = {event.service for event in everything if event.kind is Kind.CASE_RETURNED}
    parts: list[list[Event]] = []
    for event in everything:
        if event.kind in OF_CASES:
            continue
        if event.kind is Kind.VISIT_STARTED or not parts:
            parts.append([])
        parts[-1].append(event)
    for part in parts:
        filed = {event.service for event in part if event.kind is Kind.CASE_FILED}
        yield Visit(session, tuple(part), bool(filed & returned))


def _outcomes(visit: Visit) -> Iterator[tuple[Outcome, bool]]:
    reasons = {event.detail for event in visit.of(Kind.HANDED_OVER)}
    unclear = any(event.detail == Understood.NOT.value for event in visit.of(Kind.TURN))
    yield Outcome.DANGER, bool(reasons.intersection(_DANGERS))
    yield Outcome.NOT_DONE, visit.was_returned
    yield Outcome.FILED, visit.has(Kind.CASE_FILED)
    yield Outcome.HANDED_OVER, bool(reasons)
    yield Outcome.GAVE_UP, visit.has(Kind.FORM_GIVEN_UP)
    yield Outcome.NOT_DONE, visit.rating == Rating.POOR.value
    yield Outcome.ANSWERED, visit.has(Kind.ANSWERED)
    yield Outcome.NOT_DONE, unclear
    yield Outcome.NOTHING, True
