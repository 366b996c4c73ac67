"""A station's data with one case in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from actions.bootstrap import WallClock, bootstrap, prepare
from actions.cases.model import Case
from actions.outbox import STATION
from actions.resources import Resources
from assistant.settings import Settings
from tests.unit.departments.standins import filed


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A station that has been prepared."""
    settings = Settings.from_environment({"LINBAN_HOME": str(tmp_path / "home")})
    prepare(settings)
    return settings


@pytest.fixture
def resources(settings: Settings) -> Resources:
    """The station's real parts."""
    return bootstrap(settings)


@pytest.fixture
def case(resources: Resources) -> Case:
    """The one case that was filed."""
    return filed(resources.units, WallClock(), STATION)
