"""What the store keeps of visits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from actions.visits.model import Round, Visit


class Visits(Protocol):
    """Who is looked in on, and what was found."""

    def begin(self, one: Round) -> None:
        """Does nothing for a case that is on the round already."""

    def round_of(self, case_id: str) -> Round | None: ...

    def rounds(self) -> Sequence[Round]:
        """Everybody, whose turn is first at the front."""

    def end(self, case_id: str) -> None:
        """Not visited any more; what was found stays."""

    def record(self, visit: Visit, next_on: date) -> None: ...

    def of_case(self, case_id: str) -> Sequence[Visit]:
        """The newest first."""
