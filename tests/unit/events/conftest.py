"""One station with the catalogue that ships, and a person at it who is looked on."""

from __future__ import annotations

import pytest

from actions.catalogue.loader import load_catalogue
from actions.catalogue.model import Catalogue
from tests.unit.actions.fakes import Shelf, Station
from tests.unit.events.watched import Watched


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture
def station(catalogue: Catalogue) -> Station:
    return Station(Shelf(catalogue))


@pytest.fixture
def visit(station: Station) -> Watched:
    return Watched(station.resources)
