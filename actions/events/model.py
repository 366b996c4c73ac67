"""What happened, one thing at a time. No Rasa, no SQL, and nothing personal: keys of ours, references, numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class Kind(str, Enum):
    """What an event tells; behind it what `detail` and `amount` hold.

    The last five are not written down a second time: the store reads them from the cases and the calls for help.
    """

    VISIT_STARTED = "visit_started"
    TURN = "turn"
    """`detail` is one of `Understood`; `amount` the milliseconds until the last word of the answer."""
    REPEAT_ASKED = "repeat_asked"
    SLOWER_ASKED = "slower_asked"
    LOUDER_ASKED = "louder_asked"
    CORRECTED = "corrected"
    """The person said that something else was meant."""
    ANSWERED = "answered"
    """`detail`: the aspect that was answered."""
    FORM_STARTED = "form_started"
    FORM_QUESTION_MISSED = "form_question_missed"
    """`detail`: the key of the field."""
    FORM_GIVEN_UP = "form_given_up"
    """`detail`: the key of the field that was open."""
    SATISFIED = "satisfied"
    """`detail`: one of `Rating`."""
    RATED_WHY = "rated_why"
    """`detail`: the one word chosen after a poor rating."""
    DEVICE = "device"
    """`detail`: the device; `amount`: 1 while it works, 0 while it does not."""
    VISIT_OVER = "visit_over"

    CASE_FILED = "case_filed"
    """`detail`: the grid of the community it is for, where that is known."""
    CASE_ANSWERED = "case_answered"
    """`detail`: one of `Promise`."""
    CASE_OVERDUE = "case_overdue"
    CASE_RETURNED = "case_returned"
    HANDED_OVER = "handed_over"
    """`detail`: why a person was called, see `actions.model.Reason`."""


class Understood(str, Enum):
    """How well the words of a turn were understood."""

    WELL = "understood"
    REPAIRED = "repaired"
    NOT = "unclear"


class Rating(str, Enum):
    """What a person says of the visit in one tap."""

    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"


class Promise(str, Enum):
    """Whether a case was answered by the day that was promised first; NONE where no day was."""

    KEPT = "in_time"
    BROKEN = "late"
    NONE = "no_promise"


@dataclass(frozen=True)
class Event:
    """One thing that happened. `session` is a reference that names nobody, empty for what belongs to no visit."""

    at: datetime
    kind: Kind
    session: str = ""
    channel: str = ""
    service: str | None = None
    station: str = ""
    label: str = ""
    detail: str = ""
    amount: int | None = None
