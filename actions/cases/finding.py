"""Cases by the number people tell, and numbers that nobody tells yet."""

from __future__ import annotations

from collections.abc import Callable

from actions.cases.model import Case
from actions.cases.number import new_number
from actions.drawing import first_free
from actions.ports import UnitOfWork, UnitsOfWork


def case_of(number: str | None, units: UnitsOfWork) -> Case | None:
    """The case of that number; None without one. Raises StorageError."""
    if number is None:
        return None
    with units() as work:
        return work.cases.by_number(number)


def free_number(work: UnitOfWork, draw: Callable[[], str] = new_number) -> str:
    """A number that neither a case nor a letter has: people tell only the number. Raises StorageError."""

    def is_taken(number: str) -> bool:
        return work.cases.by_number(number) is not None or work.authorisations.by_number(number) is not None

    return first_free(draw, is_taken)
