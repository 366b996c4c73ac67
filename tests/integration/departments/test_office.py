"""The work in the background, put together from a station's own settings."""

from __future__ import annotations

import pytest
from sqlalchemy.engine import Engine

from actions.bootstrap import WallClock, bootstrap
from actions.cases.model import CaseState
from actions.departments.office import open_office
from actions.outbox import STATION, ParcelState
from actions.ports import UnitsOfWork
from assistant.settings import Settings
from tests.fakes.department import TOKEN, Department
from tests.integration.departments.station import wait_until
from tests.unit.departments.standins import OFFICE, case_of, filed, parcels

pytestmark = pytest.mark.integration

CLOCK = WallClock()


def test_every_destination_is_served_and_a_silent_one_keeps_nobody_waiting(
    settings: Settings, station_engine: Engine, station_units: UnitsOfWork, department: Department
) -> None:
    department.slow_after, department.delay = 1, 30.0
    filed(station_units, CLOCK, OFFICE)
    with open_office(settings, bootstrap(settings, engine=station_engine)):
        wait_until(department.is_silent.is_set)
        at_the_desk = filed(station_units, CLOCK, STATION)
        filed(station_units, CLOCK, "closed_office")
        wait_until(lambda: case_of(station_units, at_the_desk).state is CaseState.DELIVERED)
        wait_until(lambda: "not_configured" in problems(station_units))


def problems(units: UnitsOfWork) -> list[str]:
    """Why parcels are still waiting."""
    return [parcel.problem for parcel in parcels(units, ParcelState.WAITING)]


def test_a_department_without_its_token_waits_for_it(
    settings: Settings, station_engine: Engine, station_units: UnitsOfWork, department: Department
) -> None:
    token = settings.home / "office.token"
    token.unlink()
    case = filed(station_units, CLOCK, OFFICE)
    with open_office(settings, bootstrap(settings, engine=station_engine)):
        wait_until(lambda: problems(station_units) == ["no_token"])
        token.write_text(TOKEN, encoding="ascii")
        wait_until(lambda: case_of(station_units, case).state is CaseState.DELIVERED)
    assert len(department.calls) == 1
