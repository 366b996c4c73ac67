"""A case: what somebody asked to have done, and every step it took since. No Rasa, no SQL.

What a person told is in `Details` and nowhere else; the store keeps it encrypted, and no log may hold it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import Enum, IntEnum


class CaseState(str, Enum):
    """Where a case stands."""

    DRAFT = "draft"
    CONFIRMED = "confirmed"
    QUEUED = "queued"
    DELIVERED = "delivered"
    IN_PROGRESS = "in_progress"
    ANSWERED = "answered"
    CLOSED = "closed"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"

    @property
    def is_over(self) -> bool:
        """Whether nobody has anything left to do."""
        return self in (CaseState.CLOSED, CaseState.WITHDRAWN)

    @property
    def awaits_an_answer(self) -> bool:
        """Whether somebody owes the person an answer: only then can a case be overdue."""
        return self in _AWAITING

    def may_become(self, state: CaseState) -> bool:
        """Whether that is a step a case that stands so can take."""
        return state in _NEXT[self]


_AWAITING = (CaseState.CONFIRMED, CaseState.QUEUED, CaseState.DELIVERED, CaseState.IN_PROGRESS)

_NEXT: Mapping[CaseState, frozenset[CaseState]] = {
    CaseState.DRAFT: frozenset({CaseState.CONFIRMED, CaseState.WITHDRAWN}),
    CaseState.CONFIRMED: frozenset({CaseState.QUEUED, CaseState.WITHDRAWN}),
    CaseState.QUEUED: frozenset({CaseState.DELIVERED, CaseState.RETURNED, CaseState.WITHDRAWN}),
    CaseState.DELIVERED: frozenset(
        {CaseState.IN_PROGRESS, CaseState.ANSWERED, CaseState.RETURNED, CaseState.WITHDRAWN}
    ),
    CaseState.IN_PROGRESS: frozenset({CaseState.ANSWERED, CaseState.RETURNED, CaseState.WITHDRAWN}),
    CaseState.ANSWERED: frozenset({CaseState.CLOSED, CaseState.IN_PROGRESS}),
    CaseState.RETURNED: frozenset({CaseState.QUEUED, CaseState.WITHDRAWN, CaseState.CLOSED}),
    CaseState.CLOSED: frozenset(),
    CaseState.WITHDRAWN: frozenset(),
}


class Level(IntEnum):
    """Who is answerable for a case now; every time it is overdue, one higher."""

    GRID = 1
    STREET = 2
    DISTRICT = 3
    CITY = 4

    @property
    def above(self) -> Level:
        return Level(min(self + 1, Level.CITY))


class CaseError(Exception):
    """A case cannot take the step asked for; the message says which."""


@dataclass(frozen=True)
class Told:
    """One answer of a form. `value` is what is filed, `shown` what a screen in a public room may show of it.

    `said` keeps the person's own words where they say more than the value.
    """

    key: str
    type: str
    title: str
    value: str
    shown: str
    said: str = ""


@dataclass(frozen=True)
class Agent:
    """Who acts for the person: a name, what they are to the person, and the number of their authorisation."""

    name: str
    relation: str
    authorisation: str | None = None


@dataclass(frozen=True)
class Details:
    """Everything personal about a case. `beneficiary` is a relation key, `self` for the person who spoke.

    `added`: what the station wrote to it since for whoever deals with it, such as what was mended.
    """

    beneficiary: str
    answers: tuple[Told, ...]
    agent: Agent | None = None
    added: tuple[str, ...] = ()

    def value(self, key: str) -> str:
        """What was told under that key; empty where nothing was."""
        return next((one.value for one in self.answers if one.key == key), "")

    def of_type(self, type_: str) -> Told | None:
        """The first answer of a type."""
        return next((one for one in self.answers if one.type == type_), None)


@dataclass(frozen=True)
class Mark:
    """One step in the life of a case: the audit trail.

    `actor` is "resident", "staff", "department" or "station"; `note` never holds anything personal.
    """

    state: CaseState
    at: datetime
    actor: str
    channel: str
    note: str = ""


@dataclass(frozen=True)
class Case:
    """Something to be done, under one number on every channel and on paper.

    `key` makes filing twice one case. `session` is a reference that names nobody. `due_on` is the day an answer
    was promised for; `result` is what the person is told in the end.
    """

    id: str
    number: str
    key: str
    session: str
    channel: str
    service: str
    body: str
    grid: str | None
    level: Level
    state: CaseState
    filed_at: datetime
    due_on: date | None
    details: Details = field(repr=False)
    result: str = ""

    def moved(self, state: CaseState, result: str | None = None) -> Case:
        """The case one step on. Raises CaseError when that step is not open to it."""
        if not self.state.may_become(state):
            raise CaseError(f"a case that is {self.state.value} cannot become {state.value}")
        return replace(self, state=state, result=self.result if result is None else result)

    def is_overdue(self, today: date) -> bool:
        return self.due_on is not None and today > self.due_on and self.state.awaits_an_answer


@dataclass(frozen=True)
class Consent:
    """What a person agreed to or refused: `kind` is personal, health, disability, money, remember, remind or proxy.

    `wording` names the response that was read out, `case` the case it was given for.
    """

    session: str
    kind: str
    wording: str
    given: bool
    channel: str
    at: datetime
    case: str | None = None
