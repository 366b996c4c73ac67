"""What the store keeps of learning."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from actions.volunteering.model import Hours, Record


class Volunteering(Protocol):
    """Records of lessons, lessons of the course that were passed, hours."""

    def add_record(self, record: Record) -> None: ...

    def to_come(self, since: date) -> Sequence[Record]:
        """Records with another lesson agreed for that day or later, the soonest first."""

    def learned(self, lesson: str) -> int:
        """How many times a lesson was learned to its end."""

    def forget_before(self, day: date) -> int:
        """Removes records older than a day that agree on nothing after it; how many."""

    def passed(self, account: str) -> Sequence[tuple[str, date]]:
        """The lessons of the course this account passed, and when."""

    def mark_passed(self, account: str, lesson: str, on: date) -> None:
        """Passing it again changes nothing."""

    def add_hours(self, hours: Hours) -> None: ...

    def hours(self, account: str) -> Sequence[Hours]:
        """The newest first."""

    def unconfirmed(self) -> Sequence[Hours]:
        """What nobody has confirmed yet, of everybody, the oldest first."""

    def confirm(self, hours_id: str, by: str) -> bool:
        """Whether it was unconfirmed, and another account's than `by`."""
