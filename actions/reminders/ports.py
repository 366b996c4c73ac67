"""What reminders need from outside: a store, and somebody who takes a message into a chat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from actions.reminders.model import Reminder, ReminderState


class DeliveryError(Exception):
    """A message did not reach its chat."""


class Messenger(Protocol):
    """Says something in a chat without having been spoken to."""

    def send(self, key: str, session: str, response: str, values: Mapping[str, str]) -> None:
        """Sees to it that a response of the domain is said in the chat of this session, a reference, once for a key.

        Raises DeliveryError when there is no such chat.
        """


class Reminders(Protocol):
    """Every reminder. Records that cannot be read are passed over."""

    def add(self, reminder: Reminder) -> None: ...

    def due(self, today: date) -> Sequence[Reminder]:
        """Those waiting whose day has come, earliest first."""

    def to_call(self, today: date) -> Sequence[Reminder]:
        """Those somebody has to call for: due, or waiting for a call whose day has come. Earliest first."""

    def open(self) -> Sequence[Reminder]:
        """Those not over, earliest first."""

    def claim(self, reminder_id: str) -> bool:
        """Makes a waiting one due; False when it was not waiting any more."""

    def finish(self, reminder_id: str, state: ReminderState, at: datetime) -> bool:
        """Ends one that is not over and forgets its contact; False when it was over already."""
