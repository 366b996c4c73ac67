"""What the store keeps of warnings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from actions.notices.model import Notice


class Notices(Protocol):
    """Every warning given out."""

    def add(self, notice: Notice) -> None: ...

    def latest(self, count: int) -> Sequence[Notice]:
        """The newest first."""
