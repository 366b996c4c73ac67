"""What the things people ask for are called, by the catalogue in force, and which of them only stand there."""

from __future__ import annotations

from collections.abc import Callable

from actions.activities.keeping import SIGN_UP
from actions.form.fileable import fileable, standing_matters
from channels.desk.desk import Desk
from channels.desk.page import Asked


def titles(desk: Desk) -> Callable[[str], str]:
    """The title of a service or kind of feedback; its id when the catalogue does not know it. Raises StorageError."""
    catalogue = desk.resources.catalogue.current()

    def title(id_: str) -> str:
        found = fileable(catalogue, id_)
        service = catalogue.services.get(id_)
        return found.title if found else service.title if service else id_

    return title


def standing(asked: Asked) -> frozenset[str]:
    """Matters that wait for nobody's answer while they have no day. Raises StorageError."""
    return standing_matters(asked.desk.resources.catalogue.current()) | {SIGN_UP}
