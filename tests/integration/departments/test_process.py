"""The action server as it runs at a station: it delivers on its own, and dying in the middle costs nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import text
from sqlalchemy.engine import Engine

from actions.bootstrap import WallClock
from actions.cases.model import CaseState
from actions.departments.config import read_departments
from actions.outbox import STATION
from actions.ports import UnitsOfWork
from assistant.settings import PROJECT, Settings
from tests.fakes.department import Department
from tests.integration.departments.station import wait_until
from tests.unit.departments.standins import OFFICE, case_of, filed

pytestmark = pytest.mark.integration

CLOCK = WallClock()


@contextmanager
def action_server(settings: Settings) -> Iterator[subprocess.Popen[bytes]]:
    """Running, and writing into a log."""
    told = {"LINBAN_HOME": str(settings.home), "LINBAN_PORT": str(settings.ports.station), "LINBAN_TOKEN": "word"}
    with (settings.home / "server.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "actions.server"], cwd=PROJECT, env=os.environ | told, stdout=log, stderr=log
        )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def let_leases_end(engine: Engine) -> None:
    """As if the minute had passed."""
    with engine.begin() as connection:
        connection.execute(text("UPDATE outbox SET taken_until = NULL"))


def test_killed_between_delivering_and_writing_it_down_each_case_is_there_once(
    settings: Settings, station_units: UnitsOfWork, station_engine: Engine, department: Department
) -> None:
    destination = read_departments(settings.departments).destination_of("elder_allowance")
    cases = [filed(station_units, CLOCK, destination) for _ in range(5)]
    department.slow_after = 3
    with action_server(settings):
        wait_until(department.is_silent.is_set)
    delivered = [case for case in cases if case_of(station_units, case).state is CaseState.DELIVERED]
    assert len(department.cases) == 3 and len(delivered) == 2

    department.slow_after = None
    let_leases_end(station_engine)
    with action_server(settings):
        wait_until(lambda: all(case_of(station_units, case).state is CaseState.DELIVERED for case in cases))
    assert sorted(kept["number"] for kept in department.cases.values()) == sorted(case.number for case in cases)
    assert len(department.calls) == 6


def test_it_delivers_while_it_serves_ends_when_asked_and_says_nothing(
    settings: Settings, station_units: UnitsOfWork, department: Department
) -> None:
    department.slow_after, department.delay = 1, 600.0
    at_the_desk, elsewhere, hanging = (filed(station_units, CLOCK, name) for name in (STATION, "closed_office", OFFICE))
    with action_server(settings) as process:
        wait_until(department.is_silent.is_set)
        wait_until(lambda: case_of(station_units, at_the_desk).state is CaseState.DELIVERED)
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0
    assert {case_of(station_units, case).state for case in (elsewhere, hanging)} == {CaseState.QUEUED}
    assert (settings.home / "server.log").read_text(encoding="utf-8") == ""


def test_with_a_mistake_in_the_file_the_station_works_and_says_which(
    settings: Settings, station_units: UnitsOfWork, department: Department
) -> None:
    settings.departments.write_text("departments: [{id: x}]\n", encoding="utf-8")
    case = filed(station_units, CLOCK, STATION)
    with action_server(settings):
        wait_until(lambda: case_of(station_units, case).state is CaseState.DELIVERED)
    assert "departments.yml: `departments item 1." in (settings.home / "server.log").read_text(encoding="utf-8")
