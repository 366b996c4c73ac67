"""Cases on their way: what is sent where, how often it was tried, when it is tried again. No SQL."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Protocol

from actions.cases.model import Case
from actions.model import new_id

STATION = "station"
"""The destination of what the people at the station deal with themselves."""


class ParcelState(str, Enum):
    """Where a parcel is."""

    WAITING = "waiting"
    SENT = "sent"
    REFUSED = "refused"
    DEAD = "dead"


@dataclass(frozen=True)
class Parcel:
    """One case for one destination. Its `id` is the idempotency key towards the receiver.

    `due_at`: not tried before then. `taken_until`: somebody is trying it, until then. `problem` says in one word
    why the last attempt failed, and never quotes an answer.
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


def parcel_for(case: Case, destination: str, now: datetime) -> Parcel:
    """A parcel that may leave at once."""
    return Parcel(new_id(), case.id, destination, ParcelState.WAITING, 0, now, now)


class Outbox(Protocol):
    """Every parcel. A case has at most one for a destination."""

    def put(self, parcel: Parcel) -> None: ...

    def take(self, now: datetime, until: datetime, most: int) -> Sequence[Parcel]:
        """Parcels that are due and that nobody is trying, oldest first, taken until that moment."""

    def update(self, parcel: Parcel) -> None: ...

    def in_state(self, state: ParcelState) -> Sequence[Parcel]:
        """Oldest first."""
