"""What the store keeps of the grid."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from actions.grid.model import GridPlace


class GridPlaces(Protocol):
    """The table, as it was imported last."""

    def all(self) -> Sequence[GridPlace]:
        """In the order of the file."""

    def replace(self, places: Iterable[GridPlace]) -> None:
        """These lines instead of all before."""
