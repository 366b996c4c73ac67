"""Carries parcels to where they belong: at least once, under the same key, and none is lost.

    take (lease) → gateway → record parcel, case and mark in one transaction
          ↑            ↓ unreachable, or anything else that went wrong
          └── due later, until a day of waiting has been in vain: DEAD, until somebody revives it

News of a case goes the same way as the case: always the case as it stands when it is told, so that no order of arrival
makes it wrong. A case that changed while it was on its way is followed by news.

Whatever dies in between leaves the lease to run out: the parcel is carried again, and the receiver knows its key.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import timedelta

from actions.cases.model import Case, CaseState, Mark
from actions.departments.backoff import after_failure, before_next_question
from actions.departments.gateway import Gateway, Refused, Unreachable, delivery_of, standing_of
from actions.outbox import NOT_WANTED, STATION, Errand, Parcel, ParcelState, news_of
from actions.ports import Clock, UnitOfWork, UnitsOfWork

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=1)
"""How long one delivery may take before the parcel is taken for abandoned."""
MOST_IN_A_ROUND = 20
MOST_OFTEN = timedelta(hours=1)
"""Between two attempts, where nobody gives up."""


@dataclass(frozen=True)
class Outcome:
    """What came of an attempt: where parcel and case stand now. `case`: None when the case is left as it is.

    `told`: the case as the receiver knows it since, None where it has heard nothing. `note` goes into the mark and
    holds nothing personal, `result` is for the person, `problem` for the desk.
    """

    parcel: ParcelState
    case: CaseState | None = None
    note: str = ""
    result: str | None = None
    problem: str = ""
    told: Case | None = None


@dataclass(frozen=True)
class Courier:
    """Serves one destination, or all but some, with one gateway; `jitter` draws from 0 to 1.

    `gives_up`: after a day of waiting in vain. A district that was cut off for a week is handed everything after it.
    """

    gateway: Gateway
    units: UnitsOfWork
    clock: Clock
    only: str | None = None
    besides: Collection[str] = ()
    jitter: Callable[[], float] = random.random
    gives_up: bool = True

    def round(self) -> int:
        """Tries what is due, one parcel after another, and says how many. Raises StorageError."""
        for tried in range(MOST_IN_A_ROUND):
            parcel = self._take()
            if parcel is None:
                return tried
            self._carry(parcel)
        return MOST_IN_A_ROUND

    def _take(self) -> Parcel | None:
        now = self.clock.now()
        with self.units() as work:
            taken = work.outbox.take(now, now + LEASE, 1, self.only, self.besides)
            work.commit()
        return next(iter(taken), None)

    def _carry(self, parcel: Parcel) -> None:
        """One bad parcel is put off and stops nobody else's."""
        try:
            self._record(parcel, self._outcome(parcel))
        except Unreachable as error:
            self._put_off(parcel, error.problem, error.wait)
        except Exception as error:
            log.error("a parcel could not be delivered: %s", type(error).__name__)
            self._put_off(parcel, type(error).__name__)

    def _outcome(self, parcel: Parcel) -> Outcome:
        with self.units() as work:
            case = work.cases.by_id(parcel.case_id)
        if case is not None and parcel.errand is Errand.NEWS:
            return self._told(case, parcel)
        if case is None or case.state is not CaseState.QUEUED:
            return Outcome(ParcelState.DONE, problem=NOT_WANTED)
        try:
            receipt = self.gateway.deliver(delivery_of(case, parcel))
        except Refused as refusal:
            return Outcome(ParcelState.REFUSED, CaseState.RETURNED, "refused", refusal.reason, "refused")
        return Outcome(ParcelState.SENT, CaseState.DELIVERED, receipt.reference or "", told=case)

    def _told(self, case: Case, parcel: Parcel) -> Outcome:
        try:
            self.gateway.tell(standing_of(case, parcel))
        except Refused:
            return Outcome(ParcelState.REFUSED, problem="refused")
        return Outcome(ParcelState.DONE)

    def _record(self, parcel: Parcel, outcome: Outcome) -> None:
        ask_at = self.clock.now() + before_next_question(0, self.jitter())
        with self.units() as work:
            if parcel not in work.outbox.hold(parcel.case_id):
                return  # Somebody else has taken it since the lease ran out: what they find out counts.
            work.outbox.update(parcel.got_on(outcome.parcel, ask_at, outcome.problem))
            self._follow(work, parcel, outcome)
            self._move(work, parcel, outcome)
            work.commit()

    def _follow(self, work: UnitOfWork, parcel: Parcel, outcome: Outcome) -> None:
        """News behind a parcel whose case is not any more what the receiver has, or may have."""
        is_stale = outcome.told is not None and outcome.told != work.cases.by_id(parcel.case_id)
        may_be_there = outcome.problem == NOT_WANTED and parcel.was_tried
        if parcel.destination != STATION and (is_stale or may_be_there):
            work.outbox.put(news_of(parcel, self.clock.now()))

    def _move(self, work: UnitOfWork, parcel: Parcel, outcome: Outcome) -> None:
        case = work.cases.by_id(parcel.case_id)
        if case is None or outcome.case is None or case.state is not CaseState.QUEUED:
            return
        actor = "station" if parcel.destination == STATION else "department"
        mark = Mark(outcome.case, self.clock.now(), actor, parcel.destination, outcome.note)
        work.cases.move(case.moved(outcome.case, outcome.result), mark)

    def _put_off(self, parcel: Parcel, problem: str, wait: timedelta = timedelta(0)) -> None:
        now, pause = self.clock.now(), after_failure(parcel.attempts + 1, self.jitter())
        pause = pause if pause or self.gives_up else MOST_OFTEN
        later = parcel.put_off(now + max(pause or wait, wait), problem)
        with self.units() as work:
            if parcel in work.outbox.hold(parcel.case_id):
                work.outbox.update(later if pause else replace(later, state=ParcelState.DEAD))
                work.commit()


def revive(parcel: Parcel, units: UnitsOfWork, clock: Clock, channel: str) -> bool:
    """Sends a parcel that was given up on its way again; False when it is not dead, or its case not wanted any more.

    Raises StorageError.
    """
    now = clock.now()
    with units() as work:
        case = work.cases.by_id(parcel.case_id) if parcel in work.outbox.hold(parcel.case_id) else None
        is_wanted = case is not None and (parcel.errand is Errand.NEWS or case.state is CaseState.QUEUED)
        if case is None or not is_wanted or parcel.state is not ParcelState.DEAD:
            return False
        work.outbox.update(parcel.got_on(ParcelState.WAITING, now))
        work.cases.move(case, Mark(case.state, now, "staff", channel, "revived"))
        work.commit()
    return True
