"""One station with the catalogue that ships, and a person at it who is looked on."""

from __future__ import annotations

import pytest

from tests.unit.actions.conftest import catalogue, station
from tests.unit.actions.fakes import Station
from tests.unit.events.watched import Watched

__all__ = ["catalogue", "station", "visit"]


@pytest.fixture
def visit(station: Station) -> Watched:
    return Watched(station.resources)
