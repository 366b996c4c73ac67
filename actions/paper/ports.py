"""What the store keeps for letters of authorisation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from actions.paper.authorisation import Authorisation


class Authorisations(Protocol):
    """Every letter. Those that cannot be read are passed over."""

    def add(self, authorisation: Authorisation) -> None:
        """Raises StorageError when its number is taken."""

    def by_number(self, number: str) -> Authorisation | None: ...

    def of_session(self, session: str) -> Sequence[Authorisation]:
        """The letters made in one session, the newest first."""

    def revoke(self, number: str, at: datetime) -> bool:
        """Whether there was one that had not been revoked."""
