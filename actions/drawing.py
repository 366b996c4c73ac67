"""Draws numbers and codes until one is free."""

from __future__ import annotations

from collections.abc import Callable

from actions.ports import StorageError

_DRAWS = 5


def first_free(draw: Callable[[], str], is_taken: Callable[[str], bool]) -> str:
    """The first of a few draws that nothing has yet. Raises StorageError when all are taken."""
    for _ in range(_DRAWS):
        drawn = draw()
        if not is_taken(drawn):
            return drawn
    raise StorageError("everything that was drawn is in use")
