"""Which part of the city a matter is in, by the community, street or building that was told, misheard or not."""

from __future__ import annotations

from actions.catalogue.model import Catalogue
from actions.form.place import Place
from actions.form.state import Filling
from actions.grid.model import GridPlace, Worker, grid_in


def grid_of(filling: Filling, place: Place) -> str | None:
    """The name of the grid: by the address, or else by what was told freely. None when no place in it is known.

    Raises StorageError.
    """
    address = filling.of_type("address") or filling.of_type("text")
    if address is None:
        return None
    with place.resources.units() as work:
        places = list(work.grid_places.all())
    return grid_in(address.value, places or grids_of(place.catalogue))


def grids_of(catalogue: Catalogue) -> list[GridPlace]:
    """The grids of the region file, for a station that has imported no table of its own."""
    grids = catalogue.region.grids if catalogue.region else ()
    return [GridPlace(name, grid.name, Worker()) for grid in grids for name in grid.places]
