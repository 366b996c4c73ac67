"""The desk's own view of the cases: what has to be done first, and who waits to be told."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from actions.cases.model import Case, CaseState, Mark
from actions.desk.dealing import Step
from actions.desk.ports import DeskWork

SOON = timedelta(days=2)
CHATS = frozenset({"telegram", "wechat"})
"""Channels in which a person is told without being called."""
_TO_DO = tuple(state for state in CaseState if state.awaits_an_answer)
_TO_TELL = (CaseState.ANSWERED, CaseState.RETURNED)


@dataclass(frozen=True)
class Waiting:
    """A case that somebody owes an answer for. `days`: until the day that was promised, below 0 when it is past."""

    case: Case
    days: int | None

    @property
    def is_late(self) -> bool:
        return self.days is not None and self.days < 0

    @property
    def is_soon(self) -> bool:
        return self.days is not None and 0 <= self.days <= SOON.days


def to_do(work: DeskWork, today: date, standing: Collection[str] = ()) -> list[Waiting]:
    """Overdue first, then by the day promised; those without a day at the end, the oldest first.

    `standing`: matters nobody owes an answer for once they have no day; they have pages of their own.
    """
    cases = work.cases.in_states(*_TO_DO)
    return [waiting(case, today) for case in cases if case.due_on is not None or case.service not in standing]


def waiting(case: Case, today: date) -> Waiting:
    """How long there is left."""
    is_open = case.state.awaits_an_answer and case.due_on is not None
    return Waiting(case, (case.due_on - today).days if is_open and case.due_on else None)


def to_tell(work: DeskWork) -> list[Case]:
    """Answered and returned cases of people who are in no chat and have not been told yet."""
    told_by_us = (case for case in work.cases.in_states(*_TO_TELL) if case.channel not in CHATS)
    return [case for case in told_by_us if not _is_told(work.cases.marks(case.id))]


def _is_told(marks: Iterable[Mark]) -> bool:
    """Whether the last thing that happened was that the person was told."""
    last = list(marks)[-1:]
    return any(mark.note == Step.TELL.value for mark in last)
