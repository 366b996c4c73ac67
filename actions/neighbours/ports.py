"""What the store keeps of favours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from actions.neighbours.model import Favour, FavourState


class Favours(Protocol):
    """Neighbours who were brought together."""

    def add(self, favour: Favour) -> None: ...

    def get(self, favour_id: str) -> Favour | None: ...

    def in_state(self, state: FavourState) -> Sequence[Favour]:
        """The oldest first."""

    def move(self, favour_id: str, before: FavourState, state: FavourState) -> bool:
        """Whether it stood so before, and stands otherwise now."""
