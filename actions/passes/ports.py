"""What the store keeps for going on elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from actions.passes.model import Draft, Pass


class Passes(Protocol):
    """Every code that still may be used, and those used lately."""

    def add(self, new: Pass) -> None:
        """Raises StorageError when its digest is taken."""

    def is_taken(self, digest: str) -> bool: ...

    def use(self, digest: str, purpose: str, now: datetime) -> str | None:
        """The reference, for the first who asks for it in time and for this purpose."""

    def remove_expired(self, now: datetime) -> int:
        """How many went."""


class Drafts(Protocol):
    """Forms put aside, until they expire."""

    def put(self, draft: Draft) -> None:
        """In place of the one of the same id."""

    def get(self, draft_id: str, now: datetime) -> Draft | None:
        """None also when it has expired or cannot be read."""

    def of_session(self, session: str, now: datetime) -> Sequence[Draft]:
        """Those put aside in a session that can still be gone on with, the newest first."""

    def remove(self, draft_id: str) -> bool:
        """Whether there was one."""

    def remove_expired(self, now: datetime) -> int:
        """How many went."""
