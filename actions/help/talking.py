"""A volunteer and somebody in a chat speak with each other, and the assistant waits. No Rasa, no SQL.

::

    taken at the desk --> "Xiao Li is here" in the chat --> words go to and fro --> over --> the assistant goes on
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum
from typing import Protocol

from actions.model import HelpRequest, Taker

PATIENCE = timedelta(minutes=10)
"""How long the assistant waits for a volunteer who says nothing; then it answers again."""


class Speaker(str, Enum):
    """Whose line it is. ASSISTANT: no words; from here on the person wants the assistant to answer."""

    RESIDENT = "resident"
    VOLUNTEER = "volunteer"
    ASSISTANT = "assistant"


@dataclass(frozen=True)
class Line:
    """Something said, once under one `key` (64 characters at most); `session` is a reference."""

    key: str
    session: str
    speaker: Speaker
    text: str = field(repr=False)
    at: datetime


class Talks(Protocol):
    """What is said between chats and the desk, until it is over."""

    def add(self, line: Line) -> bool:
        """False, and nothing is kept, when the key is known."""

    def of_session(self, session: str) -> Sequence[Line]:
        """Oldest first; what cannot be read is passed over."""

    def remove(self, session: str) -> int:
        """How many lines went."""


def companion(calls: Iterable[HelpRequest], lines: Iterable[Line], now: datetime) -> Taker | None:
    """Who speaks with the person now; None where the assistant answers: nobody came, they have been silent for too
    long, or the person went back to the assistant."""
    taken = [call for call in calls if call.taker is not None and call.taken_at is not None]
    if not taken:
        return None
    last = max(taken, key=lambda call: call.taken_at or now)
    ours = [line for line in lines if line.speaker is not Speaker.RESIDENT]
    left = max((line.at for line in ours if line.speaker is Speaker.ASSISTANT), default=None)
    signs = [last.taken_at or now, *(line.at for line in ours if line.speaker is Speaker.VOLUNTEER)]
    is_here = now - max(signs) < PATIENCE and (left is None or max(signs) > left)
    return last.taker if is_here else None
