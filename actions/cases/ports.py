"""What the store keeps for cases."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from actions.cases.model import Case, CaseState, Consent, Mark


class Cases(Protocol):
    """Every case with its marks. A case changes by `move` alone, and every change leaves a mark."""

    def add(self, case: Case, mark: Mark) -> None:
        """A new case and its first mark. Raises StorageError when its key or number is taken."""

    def move(self, case: Case, mark: Mark) -> None:
        """The case as it is now (state, level, day, result), and the mark of the step."""

    def amend(self, case: Case) -> None:
        """What was told, and the key it came under, as they are now; nothing else of the case changes."""

    def empty(self, case_id: str) -> None:
        """Erases what was told and what was answered; that there was a case, and its marks, stay."""

    def by_id(self, case_id: str) -> Case | None: ...

    def by_number(self, number: str) -> Case | None: ...

    def by_key(self, key: str) -> Case | None: ...

    def of_session(self, session: str) -> Sequence[Case]:
        """The cases filed in one session, the newest first."""

    def in_states(self, *states: CaseState) -> Sequence[Case]:
        """The cases that stand so, those due first at the front."""

    def overdue(self, today: date) -> Sequence[Case]:
        """The cases somebody still owes an answer for that was promised before today."""

    def marks(self, case_id: str) -> Sequence[Mark]:
        """The whole life of a case, oldest first."""


class Consents(Protocol):
    """What people agreed to and refused."""

    def add(self, consent: Consent) -> None: ...

    def of_session(self, session: str) -> Sequence[Consent]:
        """Oldest first."""
