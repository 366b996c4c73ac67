"""Asks a department what has become of the cases it was given, and moves them."""

from __future__ import annotations

import logging
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from actions.cases.model import Case, CaseState, Mark
from actions.departments.backoff import before_next_question
from actions.departments.gateway import Progress, Results, Unreachable
from actions.outbox import Parcel, ParcelState
from actions.ports import Clock, UnitOfWork, UnitsOfWork

log = logging.getLogger(__name__)

MOST_IN_A_ROUND = 20
_OPEN = (CaseState.DELIVERED, CaseState.IN_PROGRESS)
_LAST = (CaseState.ANSWERED, CaseState.RETURNED)


@dataclass(frozen=True)
class Collector:
    """Collects from one department; `jitter` draws from 0 to 1."""

    department: str
    results: Results
    units: UnitsOfWork
    clock: Clock
    jitter: Callable[[], float] = random.random

    def round(self) -> int:
        """Asks about every case it is time to ask about, and says how many. Raises StorageError."""
        with self.units() as work:
            due = work.outbox.watch(self.department, self.clock.now(), MOST_IN_A_ROUND)
        for parcel in due:
            self._ask(parcel)
        return len(due)

    def _ask(self, parcel: Parcel) -> None:
        """One case that cannot be asked about, or written down, keeps no other from being."""
        try:
            self._record(parcel, self.results.progress(parcel.id))
        except Unreachable as error:
            self._put_off(parcel, error.problem, error.wait)
        except Exception as error:
            log.error("an answer could not be collected: %s", type(error).__name__)
            self._put_off(parcel, type(error).__name__)

    def _record(self, parcel: Parcel, progress: Progress) -> None:
        with self.units() as work:
            if parcel in work.outbox.hold(parcel.case_id):
                work.outbox.update(self._after(work, parcel, progress))
                work.commit()

    def _after(self, work: UnitOfWork, parcel: Parcel, progress: Progress) -> Parcel:
        """The parcel after its case has moved, if there is anything new."""
        case, now = work.cases.by_id(parcel.case_id), self.clock.now()
        if case is None or case.state not in _OPEN:
            return parcel.got_on(ParcelState.DONE, now)
        if progress.state in (None, case.state) or _is_the_old_answer(progress, case, work):
            return self._later(parcel)
        moved = case.moved(progress.state, progress.text)
        work.cases.move(moved, Mark(moved.state, now, "department", self.department))
        if moved.state in _LAST:
            return parcel.got_on(ParcelState.DONE, now)
        return parcel.got_on(ParcelState.SENT, now + before_next_question(0, self.jitter()))

    def _put_off(self, parcel: Parcel, problem: str, wait: timedelta = timedelta(0)) -> None:
        with self.units() as work:
            if parcel in work.outbox.hold(parcel.case_id):
                work.outbox.update(self._later(parcel, problem, wait))
                work.commit()

    def _later(self, parcel: Parcel, problem: str = "", wait: timedelta = timedelta(0)) -> Parcel:
        pause = before_next_question(parcel.attempts, self.jitter())
        return parcel.put_off(self.clock.now() + max(pause, wait), problem)


def _is_the_old_answer(progress: Progress, case: Case, work: UnitOfWork) -> bool:
    """Whether a case that was taken up again hears only what did not help the last time."""
    if progress.state is not CaseState.ANSWERED or progress.text != case.result:
        return False
    return any(mark.state is CaseState.ANSWERED for mark in work.cases.marks(case.id))
