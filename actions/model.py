"""What the station remembers of a conversation: that a person was called, and what could not be answered.

No Rasa, no SQL. Nothing here holds personal data: sessions are kept as references, words with numbers masked.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, IntEnum


class Urgency(IntEnum):
    """How soon a person must come."""

    SOON = 1
    NOW = 2
    DANGER = 3


class Reason(str, Enum):
    """Why a person is called; also the value of the slot `handover`."""

    ASKED = "asked"
    NOT_UNDERSTOOD = "not_understood"
    FRAUD = "fraud"
    EMERGENCY = "emergency"

    @property
    def urgency(self) -> Urgency:
        return _URGENCY[self]


_URGENCY = {
    Reason.ASKED: Urgency.SOON,
    Reason.NOT_UNDERSTOOD: Urgency.SOON,
    Reason.FRAUD: Urgency.NOW,
    Reason.EMERGENCY: Urgency.DANGER,
}


class RequestState(str, Enum):
    """Where a help request stands."""

    OPEN = "open"
    TAKEN = "taken"
    CLOSED = "closed"


class HelpOutcome(str, Enum):
    """How a call for a person ended."""

    HELPED = "helped"
    PASSED_ON = "passed_on"
    UNNEEDED = "unneeded"
    LEFT = "left"


@dataclass(frozen=True)
class Taker:
    """Who came: an account of the desk, and how that person is called."""

    account: str
    name: str = field(repr=False)


@dataclass(frozen=True)
class HelpRequest:
    """A person was called. `session` is a reference (see `session_reference`), every moment knows its zone.

    `place`: where somebody has to go; empty where nobody sits, as in a chat. `escalated_at`: since when more people
    know of it than those who watch the desk.
    """

    id: str
    session: str
    channel: str
    reason: Reason
    label: str
    service: str | None
    asked_at: datetime
    state: RequestState = RequestState.OPEN
    place: str = ""
    taker: Taker | None = None
    taken_at: datetime | None = None
    escalated_at: datetime | None = None
    closed_at: datetime | None = None
    outcome: HelpOutcome | None = None

    @property
    def urgency(self) -> Urgency:
        return self.reason.urgency

    def is_covered_by(self, others: Iterable[HelpRequest]) -> bool:
        """Whether somebody was already called who comes at least as soon: calling twice helps nobody."""
        return any(
            other.state is not RequestState.CLOSED and other.session == self.session and other.urgency >= self.urgency
            for other in others
        )


class NeedKind(str, Enum):
    """Why something could not be answered, or only after it was put right: by its sound, or by the person."""

    NOT_UNDERSTOOD = "not_understood"
    NO_SERVICE = "no_service"
    REPAIRED = "repaired"
    CORRECTED = "corrected"
    DIFFERS = "differs"
    UNVERIFIED = "unverified"
    EXPIRED = "expired"


@dataclass(frozen=True)
class Need:
    """Something asked for that the station could not answer. `text` has its numbers masked, or is empty.

    `label` is the best guess at what was meant; `session` is a reference, by which different people are told apart.
    """

    kind: NeedKind
    text: str
    channel: str
    label: str
    service: str | None
    noted_at: datetime
    session: str = ""


def session_reference(session: str) -> str:
    """A name for a session that says nothing about the person: 32 hexadecimal digits, always the same ones.

    Chat channels name their sessions after accounts; who holds a session's name finds its requests by this.
    """
    return hashlib.blake2b(session.encode(), digest_size=16, person=b"linban-session").hexdigest()


def new_id() -> str:
    """A random name for something new."""
    return uuid.uuid4().hex
