"""Cases on their way: what is sent where, how often it was tried, when it is tried again. No SQL."""

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


@dataclass(frozen=True)
class Parcel:
    """One case for one destination. Its `id` is the idempotency key towards the receiver.

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

    def put_off(self, until: datetime, problem: str = "") -> Parcel:
        """The parcel after an attempt in vain, free to be tried again then."""
        return replace(self, attempts=self.attempts + 1, due_at=until, taken_until=None, problem=problem)

    def got_on(self, state: ParcelState, due_at: datetime, problem: str = "") -> Parcel:
        """The parcel one step on, or at a new beginning, free and with nothing tried yet."""
        return replace(self, state=state, attempts=0, due_at=due_at, taken_until=None, problem=problem)


def parcel_for(case: Case, destination: str, now: datetime) -> Parcel:
    """A parcel that may leave at once."""
    return Parcel(new_id(), case.id, destination, ParcelState.WAITING, 0, now, now)


class Outbox(Protocol):
    """Every parcel. A case has at most one for a destination."""

    def put(self, parcel: Parcel) -> None: ...

    def take(
        self, now: datetime, until: datetime, most: int, only: str | None = None, besides: Collection[str] = ()
    ) -> Sequence[Parcel]:
        """Parcels that are due and that nobody is trying, oldest first, taken until that moment.

        `only` those for one destination; none for the destinations in `besides`.
        """

    def watch(self, destination: str, now: datetime, most: int) -> Sequence[Parcel]:
        """Parcels that were sent there and of which it is time to ask for news, oldest first."""

    def hold(self, case_id: str) -> Sequence[Parcel]:
        """The parcels of a case as they are now.

        Until the transaction ends nobody else changes them, nor the case.
        """

    def update(self, parcel: Parcel) -> None: ...

    def in_state(self, state: ParcelState) -> Sequence[Parcel]:
        """Oldest first."""
