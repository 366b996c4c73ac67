"""The round of visits: who is on it, whose turn it is, and what was found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from actions.cases.model import Case, CaseState, Mark
from actions.desk.model import Note
from actions.desk.ports import DeskUnits
from actions.model import new_id
from actions.ports import Clock, UnitOfWork, UnitsOfWork
from actions.reply import Message
from actions.resources import Resources
from actions.visits.model import Found, Round, Visit, next_after, round_of
from assistant.text.written_days import written_day

_BY_DAY = range(8, 18)


class Group(Protocol):
    """The volunteers, all at once."""

    def tell(self, key: str, response: str, values: Mapping[str, str]) -> bool:
        """Whether they will be told, once for a key."""


class VisitError(ValueError):
    """A visit cannot be written down; `problem` is one word: `gone`, `day`."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(frozen=True)
class Turn:
    """Somebody on the round, with their case."""

    round: Round
    case: Case


def begun(case: Case, resources: Resources) -> tuple[Message, ...]:
    """Puts a person on the round who has just asked for it, and says when somebody comes. Raises StorageError."""
    clock = resources.clock
    with resources.units() as work:
        work.visits.begin(round_of(case, clock.today()))
        known = work.visits.round_of(case.id)
        work.commit()
    assert known is not None
    return (Message("utter_visit_begun", {"day": written_day(known.next_on, clock.today())}),)


def turns(work: UnitOfWork) -> tuple[Turn, ...]:
    """Everybody who is looked in on, whose turn is first at the front; nobody who took it back."""
    found = ((one, work.cases.by_id(one.case)) for one in work.visits.rounds())
    return tuple(Turn(one, case) for one, case in found if case is not None and not case.state.is_over)


def due(work: UnitOfWork, today: date) -> tuple[Turn, ...]:
    """Whose turn is today or was before."""
    return tuple(one for one in turns(work) if one.round.next_on <= today)


def record(number: str, on: date, found: Found, note: str, by: str, units: DeskUnits, clock: Clock) -> None:
    """What a visit to the person of a case found; who wants no more visits is off the round.

    Raises VisitError, StorageError.
    """
    if on > clock.today():
        raise VisitError("day")
    with units() as work:
        case = work.cases.by_number(number)
        known = work.visits.round_of(case.id) if case else None
        if case is None or known is None or case.state.is_over:
            raise VisitError("gone")
        visit = Visit(new_id(), case.id, by, on, found, note)
        work.visits.record(visit, next_after(known, visit))
        if found is Found.STOP:
            work.visits.end(case.id)
            ended = replace(case, state=CaseState.WITHDRAWN)
            work.cases.move(ended, Mark(ended.state, clock.now(), "resident", "desk", "stop"))
        work.audit.add(Note(by, "visited", case.number), clock.now())
        work.commit()


def remind_visitors(group: Group, units: UnitsOfWork, clock: Clock) -> int:
    """Tells the volunteers' group once a day, by day, how many have to be visited; 1 when it was told now.

    Raises StorageError.
    """
    today = clock.today()
    with units() as work:
        waiting = due(work, today)
    late = sum(one.round.is_overdue(today) for one in waiting)
    if not waiting or clock.now().hour not in _BY_DAY:
        return 0
    values = {"count": str(len(waiting)), "late": str(late)}
    return int(group.tell(f"visits:{today.isoformat()}", "utter_push_visits", values))
