"""The station that lessons are given at."""

from tests.unit.actions.conftest import catalogue, station, visit

__all__ = ["catalogue", "station", "visit"]
