"""Cases on their way, and news of them: what is sent where, how often it was tried, when it is tried again. No SQL.

A case that a department has not taken, or has returned, can go there again: as a new parcel, with a key of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum
from typing import Protocol

from actions.cases.model import Case
from actions.model import new_id

STATION = "station"
"""The destination of what the people at the station deal with themselves."""

LONGEST_WAIT = timedelta(days=1)
"""What is due later was put off by a clock that was set back since: it is due now."""


class ParcelState(str, Enum):
    """Where a parcel is. DEAD: given up for now; DONE: nothing more is expected of it."""

    WAITING = "waiting"
    SENT = "sent"
    REFUSED = "refused"
    DEAD = "dead"
    DONE = "done"


class Errand(str, Enum):
    """What a parcel carries. CASE: the case itself. NEWS: what the station has done since with a case they have."""

    CASE = "case"
    NEWS = "news"


REPLACED, BY_HAND, NOT_WANTED, CUT_OFF = "replaced", "by_hand", "not_wanted", "cut_off"
"""Problems that are not the receiver's: another parcel took its place, somebody carried the case over, nobody waits for
it any more, and nobody knows how the attempt ended."""


@dataclass(frozen=True)
class Parcel:
    """A case, or news of it, for one destination. Its `id` is the idempotency key towards the receiver.

    `about`: for news, the key under which the receiver has the case; for a case that goes there once more, the key it
    had the time before.
    `due_at`: not tried before then; once it is sent, no news is asked for before then. `attempts` counts what
    was tried in vain since it last got on. `taken_until`: somebody is trying it, until then. `problem` says in
    one word why the last attempt failed, and never quotes an answer.
    """

    id: str
    case_id: str
    destination: str
    state: ParcelState
    attempts: int
    due_at: datetime
    made_at: datetime
    taken_until: datetime | None = None
    problem: str = ""
    errand: Errand = Errand.CASE
    about: str | None = None

    @property
    def may_be_there(self) -> bool:
        """Whether a department has this case under this key, as far as we know, and so must hear what became of it."""
        if self.destination == STATION or self.errand is not Errand.CASE:
            return False
        is_kept = self.state is ParcelState.DONE and self.problem not in (REPLACED, BY_HAND, NOT_WANTED)
        return is_kept or self.state in (ParcelState.SENT, ParcelState.DEAD)

    @property
    def was_tried(self) -> bool:
        """Whether it may have arrived without our knowing."""
        return self.attempts > 0

    def put_off(self, until: datetime, problem: str = "") -> Parcel:
        """The parcel after an attempt in vain, free to be tried again then."""
        return replace(self, attempts=self.attempts + 1, due_at=until, taken_until=None, problem=problem)

    def got_on(self, state: ParcelState, due_at: datetime, problem: str = "") -> Parcel:
        """The parcel one step on, or at a new beginning, free and with nothing tried yet."""
        return replace(self, state=state, attempts=0, due_at=due_at, taken_until=None, problem=problem)


def parcel_for(case: Case, destination: str, now: datetime, about: str | None = None) -> Parcel:
    """A parcel that may leave at once."""
    return Parcel(new_id(), case.id, destination, ParcelState.WAITING, 0, now, now, about=about)


def news_of(parcel: Parcel, now: datetime) -> Parcel:
    """A parcel that tells its receiver how the case stands when it arrives; to leave at once."""
    news = Parcel(new_id(), parcel.case_id, parcel.destination, ParcelState.WAITING, 0, now, now)
    return replace(news, errand=Errand.NEWS, about=parcel.id)


def tell_receivers(case_id: str, outbox: Outbox, now: datetime, *, owes_another: bool = False) -> None:
    """Whoever has the case hears of the change that is written in the same transaction.

    `owes_another`: their answer did not help, and they are asked for another one from now on.
    """
    for parcel in outbox.hold(case_id):
        if parcel.may_be_there:
            outbox.put(news_of(parcel, now))
            if owes_another and parcel.state is ParcelState.DONE:
                outbox.update(parcel.got_on(ParcelState.SENT, now))


class Outbox(Protocol):
    """Every parcel."""

    def put(self, parcel: Parcel) -> None: ...

    def take(
        self, now: datetime, until: datetime, most: int, only: str | None = None, besides: Collection[str] = ()
    ) -> Sequence[Parcel]:
        """Parcels that are due and that nobody is trying, oldest first, taken until that moment.

        `only` those for one destination; none for the destinations in `besides`. One that somebody took before and
        never brought back counts as tried in vain.
        """

    def watch(self, destination: str, now: datetime, most: int) -> Sequence[Parcel]:
        """Parcels that were sent there and of which it is time to ask for news, oldest first."""

    def hold(self, case_id: str) -> Sequence[Parcel]:
        """The parcels of a case as they are now, oldest first.

        Until the transaction ends nobody else changes them, nor the case.
        """

    def update(self, parcel: Parcel) -> None: ...

    def in_state(self, state: ParcelState) -> Sequence[Parcel]:
        """Oldest first."""
