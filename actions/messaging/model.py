"""What messaging apps bring in, and what goes out to them unasked. No Rasa, no SQL, no app.

A chat session has a name that tells nobody's account, and a reference (`actions.model.session_reference`) that names
it in every table. What people write, and where they can be written to, is sealed by the store.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Any

from actions.model import new_id


class ArrivalState(str, Enum):
    """Where a message stands. ANSWERED: what to say is known, and not all of it is sent. DEAD: given up."""

    WAITING = "waiting"
    ANSWERED = "answered"
    DONE = "done"
    DEAD = "dead"

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self in (ArrivalState.WAITING, ArrivalState.ANSWERED)


@dataclass(frozen=True)
class Account:
    """Somebody's chat with the station. `session` is a reference.

    `name` is the session's own name and `address` where the app finds the person: both are sealed. `preferences` holds
    nothing personal. `noticed_at`: when the privacy notice was shown.
    """

    session: str
    app: str
    name: str = field(repr=False)
    address: str = field(repr=False)
    made_at: datetime
    seen_at: datetime
    preferences: Mapping[str, Any] = field(default_factory=dict)
    noticed_at: datetime | None = None


@dataclass(frozen=True)
class NewArrival:
    """A message as it comes in.

    `key`: a digest that is the same however often the app delivers it. `twin`: a digest shared by repeated taps on
    one button. `body`: the message, sealed by the store.
    """

    key: str
    session: str
    body: Mapping[str, Any] = field(repr=False)
    twin: str | None = None


@dataclass(frozen=True)
class Arrival:
    """A message that was taken in. `answer`: what to send, once known; `sent` of it has gone out already."""

    id: int
    app: str
    key: str
    session: str
    body: Mapping[str, Any] = field(repr=False)
    state: ArrivalState
    answer: Mapping[str, Any] | None = field(default=None, repr=False)
    sent: int = 0
    attempts: int = 0


class PushState(str, Enum):
    """Where a push stands. DEAD: it did not reach its chat, and nobody tries any more."""

    WAITING = "waiting"
    SENT = "sent"
    DEAD = "dead"


@dataclass(frozen=True)
class Push:
    """Something to say in a chat without having been spoken to.

    `key` (64 characters at most): pushing twice under one key says it once. `session` is a reference. `response` names
    a response of the domain that `values` fill; or `text` is said as it stands.
    """

    key: str
    session: str
    due_at: datetime
    response: str = ""
    values: Mapping[str, str] = field(default_factory=dict, repr=False)
    text: str = field(default="", repr=False)
    id: str = field(default_factory=new_id)
    state: PushState = PushState.WAITING
    attempts: int = 0
    problem: str = ""


@dataclass(frozen=True)
class AppToken:
    """What an app gave our processes to speak with, shared by all of them."""

    token: str = field(repr=False)
    expires_at: datetime


@dataclass(frozen=True)
class CaseNews:
    """A step in the life of a case that somebody in a chat waits for. `mark` numbers the step."""

    mark: int
    session: str
    case: str
    state: str
    note: str

    @property
    def key(self) -> str:
        """Of the push that tells it; the store knows by it what was told."""
        return f"{NEWS}{self.mark}:{self.session}"


NEWS = "case:"
"""What the key of a push about a case begins with; the number of the step and the session follow."""
