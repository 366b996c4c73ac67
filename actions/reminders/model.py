"""Something a person wants to be reminded of: what, when, and how they are reached. No Rasa, no SQL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum

from assistant.text.seasons import Season

PUSH = "reminder:"
"""What the key of a push begins with that takes a reminder into its chat; the reminder's id follows."""


class Kind(str, Enum):
    """What about; the same words as in the catalogue, whose README says what day each means."""

    CERTIFICATION = "certification"
    ENDORSEMENT = "endorsement"
    CARD_EXPIRY = "card_expiry"
    TURNING_AGE = "turning_age"
    FEE_SEASON = "fee_season"
    APPOINTMENT = "appointment"
    NEWS = "news"
    """Nothing of the catalogue: something that happened and that the person has to hear of, in words of its own."""


class Way(str, Enum):
    """How: in the chat it was asked for in, or by somebody at the station who calls."""

    CHAT = "chat"
    CALL = "call"


class ReminderState(str, Enum):
    """Where a reminder stands. DUE: the day has come, and somebody at the station has to call."""

    WAITING = "waiting"
    DUE = "due"
    DONE = "done"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Told:
    """What the day is reckoned from.

    `day`: the last certification or endorsement, the last day of a card, a birthday, or the appointment;
    `age` in full years; `season` the months fees are taken in.
    """

    day: date | None = None
    age: int | None = None
    season: Season | None = None


@dataclass(frozen=True)
class Contact:
    """How a person is reached: a name and a phone number, or the name of a chat session."""

    name: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    chat: str = field(default="", repr=False)

    @property
    def way(self) -> Way:
        return Way.CHAT if self.chat else Way.CALL

    @property
    def is_reachable(self) -> bool:
        return bool(self.chat or self.phone)


@dataclass(frozen=True)
class News:
    """What a person has to hear: a response of the domain and its values, which may be personal."""

    response: str
    values: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class Reminder:
    """One reminder, on one day. `due_on` is when to remind, `by` the day it is all about.

    `session` is a reference that names nobody; `news` is there for that kind alone. Once it is over, `contact` and
    `news` are empty.
    """

    id: str
    kind: Kind
    service: str
    due_on: date
    by: date
    way: Way
    session: str
    state: ReminderState
    contact: Contact
    made_at: datetime
    done_at: datetime | None = None
    news: News | None = None
