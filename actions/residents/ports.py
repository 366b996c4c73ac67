"""What the store keeps for people who asked to be remembered."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from actions.residents.model import Resident


class Residents(Protocol):
    """Residents by what `actions.residents.lookup.Lookup` makes of name and phone."""

    def put(self, lookup: str, resident: Resident) -> None:
        """In place of what stood there."""

    def by_lookup(self, lookup: str) -> Resident | None:
        """None also when the record cannot be read."""

    def remove(self, lookup: str) -> bool:
        """Whether there was one."""

    def remove_unseen(self, since: datetime) -> int:
        """How many were forgotten who had not been here since that moment."""
