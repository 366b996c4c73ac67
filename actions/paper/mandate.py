"""A letter of authorisation as it stands in somebody's chat. No Rasa, no SQL."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Protocol


class Role(str, Enum):
    """Who somebody is to a letter: the one it is from, or the one who acts."""

    PRINCIPAL = "principal"
    AGENT = "agent"


@dataclass(frozen=True)
class Mandate:
    """`number` of the letter, `session` the reference of the chat."""

    number: str
    session: str
    role: Role


class Mandates(Protocol):
    """Which letters stand in which chats."""

    def add(self, mandate: Mandate, now: datetime) -> None:
        """In place of what that chat was to the letter before."""

    def of_session(self, session: str) -> Sequence[Mandate]:
        """The newest first."""

    def of_letter(self, number: str) -> Sequence[Mandate]: ...

    def remove(self, session: str) -> int:
        """How many."""
