"""What the store keeps of what happened."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from actions.events.model import Event


class Events(Protocol):
    """Everything that happened. Events are added and read, never changed."""

    def add(self, *events: Event) -> None: ...

    def between(self, start: datetime, end: datetime) -> Sequence[Event]:
        """The events from `start` up to `end`, oldest first, with those that cases and calls for help tell.

        Days are days in the zone of `start`.
        """
