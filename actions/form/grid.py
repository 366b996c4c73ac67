"""Which part of the city somebody lives in, by the community or street they told, misheard or not."""

from __future__ import annotations

from actions.cases.model import Told
from actions.catalogue.model import Catalogue
from assistant.text.nearest import NearestNames


def grid_of(address: Told | None, catalogue: Catalogue) -> str | None:
    """The name of the grid; None without an address, without grids, or when none is near."""
    if address is None or catalogue.region is None:
        return None
    places = {place: grid.name for grid in catalogue.region.grids for place in grid.places}
    found = NearestNames(places).find(address.value)
    return found[0].means if found else None
