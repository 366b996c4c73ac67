"""The station that the tests of points are given at."""

from tests.unit.actions.conftest import catalogue, station

__all__ = ["catalogue", "station"]
