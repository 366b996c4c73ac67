"""What the things people ask for are called, by the catalogue in force."""

from __future__ import annotations

from collections.abc import Callable

from actions.form.fileable import fileable
from channels.desk.desk import Desk


def titles(desk: Desk) -> Callable[[str], str]:
    """The title of a service or kind of feedback; its id when the catalogue does not know it. Raises StorageError."""
    catalogue = desk.resources.catalogue.current()

    def title(id_: str) -> str:
        found = fileable(catalogue, id_)
        service = catalogue.services.get(id_)
        return found.title if found else service.title if service else id_

    return title
