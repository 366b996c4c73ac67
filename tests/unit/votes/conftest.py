"""The station that the tests of votes open theirs at."""

from tests.unit.actions.conftest import catalogue, station

__all__ = ["catalogue", "station"]
