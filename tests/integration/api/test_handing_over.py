"""A station hands its cases over to a district that comes and goes: everything arrives, and nothing twice."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.routing import Mount

from actions.access.model import Scope
from actions.bootstrap import bootstrap, prepare
from actions.cases.filing import Filing, file
from actions.cases.model import Case, CaseState, Details, Mark, Told
from actions.departments.collect import Collector
from actions.departments.config import DISTRICT, departments_of
from actions.departments.courier import Courier
from actions.departments.http import HttpDepartment
from actions.desk.ports import DeskUnits
from actions.model import new_id, session_reference
from actions.ports import UnitsOfWork
from actions.store.engine import make_engine
from assistant.settings import DISTRICT_TOKEN, Settings
from tests.integration.api.conftest import NAME, PHONE, token
from tests.integration.desk.clock import MovableClock

pytestmark = pytest.mark.integration


@contextmanager
def open_district(api: Starlette, port: int) -> Iterator[None]:
    """The district's own interface behind a real socket."""
    app = Starlette(routes=[Mount("/api/v1", api)])
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error", ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield
    server.should_exit = True
    thread.join(10)


class Station:
    """A station with its own SQLite, and the way to its district."""

    def __init__(self, home: Path, url: str, secret: str, clock: MovableClock) -> None:
        self.settings = Settings.from_environment({"LINBAN_HOME": str(home), "LINBAN_DISTRICT_URL": url})
        prepare(self.settings)
        engine = make_engine(self.settings.database_url)
        self.resources = bootstrap(self.settings, engine=engine, clock=clock)
        self.clock = clock
        way = next(one for one in departments_of(self.settings).all if one.id == DISTRICT)
        environment = {DISTRICT_TOKEN: secret}
        self.way = HttpDepartment(way.url, lambda: way.token(environment), clock, way.trust, httpx.Timeout(5.0))

    @property
    def units(self) -> UnitsOfWork:
        return self.resources.units

    def file(self) -> Case:
        told = (Told("name", "name", "姓名", NAME, "赵*"), Told("phone", "phone", "电话", PHONE, "*8000"))
        destination = self.resources.destination_of("id_card")
        key = new_id()
        filing = Filing(
            key, session_reference(key), "kiosk", "id_card", "派出所", Details("self", told), 5, None, destination
        )
        return file(filing, self.units, self.clock)

    def carry(self, way: HttpDepartment | None = None) -> None:
        """Tries what is due, as the station's clerk does in the background."""
        Courier(way or self.way, self.units, self.clock, DISTRICT, jitter=lambda: 0.0, gives_up=False).round()

    def state(self, case: Case) -> CaseState:
        with self.units() as work:
            found = work.cases.by_id(case.id)
        assert found is not None
        return found.state


@pytest.fixture
def station(tmp_path: Path, units: DeskUnits, clock: MovableClock) -> Iterator[Station]:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    secret = token(units, clock, Scope.STATION)["Authorization"].removeprefix("Bearer ")
    yield Station(tmp_path / "station", f"http://127.0.0.1:{port}", secret, clock)


def port_of(station: Station) -> int:
    return int(httpx.URL(station.settings.district_url).port or 0)


def at_district(units: DeskUnits) -> list[Case]:
    with units.reading() as work:
        return list(work.cases.in_states(*CaseState))


def test_what_was_taken_in_while_the_district_was_cut_off_arrives_once(
    station: Station, api: Starlette, units: DeskUnits, clock: MovableClock
) -> None:
    cases = [station.file() for _ in range(3)]
    for _ in range(60):
        station.carry()
        clock.move(timedelta(hours=1))
    assert {station.state(case) for case in cases} == {CaseState.QUEUED}, "two days and a half, and nothing given up"
    with open_district(api, port_of(station)):
        station.carry()
        station.carry()
    assert {station.state(case) for case in cases} == {CaseState.DELIVERED}
    assert sorted(case.number for case in at_district(units)) == sorted(case.number for case in cases)


def test_an_answer_that_got_lost_on_the_way_back_makes_no_second_case(
    station: Station, api: Starlette, units: DeskUnits, clock: MovableClock
) -> None:
    case = station.file()
    with open_district(api, port_of(station)):
        station.carry(replace(station.way, timeout=httpx.Timeout(0.0001, connect=5.0)))
        clock.move(timedelta(minutes=2))
        assert station.state(case) is CaseState.QUEUED
        station.carry()
    assert station.state(case) is CaseState.DELIVERED
    assert len(at_district(units)) == 1


def test_what_the_district_answers_comes_back_to_the_person(
    station: Station, api: Starlette, units: DeskUnits, clock: MovableClock
) -> None:
    case = station.file()
    with open_district(api, port_of(station)):
        station.carry()
        (taken,) = at_district(units)
        with units() as work:
            for state in (CaseState.DELIVERED, CaseState.IN_PROGRESS, CaseState.ANSWERED):
                taken = taken.moved(state, "周五上门办。")
                work.cases.move(taken, Mark(state, clock.now(), "staff", "desk"))
            work.commit()
        clock.move(timedelta(minutes=5))
        Collector(DISTRICT, station.way, station.units, clock, jitter=lambda: 0.0).round()
    with station.units() as work:
        told = work.cases.by_id(case.id)
    assert told is not None and (told.state, told.result) == (CaseState.ANSWERED, "周五上门办。")


async def test_a_case_that_was_returned_goes_on_and_is_taken_back_where_it_is(
    client: httpx.AsyncClient, units: DeskUnits, clock: MovableClock
) -> None:
    mine = token(units, clock, Scope.STATION)
    details = {"beneficiary": "self", "answers": [], "added": []}
    body = {"number": "12345674", "service": "id_card", "body": "派出所", "details": details}
    await client.post("/stations/cases", json=body, headers={**mine, "Idempotency-Key": "first-key"})
    with units() as work:
        for state in (CaseState.DELIVERED, CaseState.RETURNED):
            taken = at_district(units)[0].moved(state, "少一张照片")
            work.cases.move(taken, Mark(state, clock.now(), "staff", "desk"))
            work.commit()
    mended = {**body, "replaces": "first-key", "details": {**details, "added": ["照片补来了"]}}
    answer = await client.post("/stations/cases", json=mended, headers={**mine, "Idempotency-Key": "second-key"})
    (case,) = at_district(units)
    assert answer.json() == {"reference": "12345674"}
    assert (case.state, case.details.added) == (CaseState.QUEUED, ("照片补来了",))
    news = {"number": "12345674", "state": "queued", "level": "city", "due_on": "2026-12-09"}
    for state in ("queued", "withdrawn", "withdrawn"):
        told = await client.post(
            "/stations/cases/second-key/news",
            json={**news, "state": state},
            headers={**mine, "Idempotency-Key": f"news-{state}"},
        )
        assert told.status_code == 200
    (case,) = at_district(units)
    assert (case.state, case.level.name, str(case.due_on)) == (CaseState.WITHDRAWN, "CITY", "2026-12-09")
    gone = await client.post(
        "/stations/cases/first-key/news", json=news, headers={**mine, "Idempotency-Key": "news-gone"}
    )
    assert gone.status_code == 410


async def test_the_district_knows_what_was_told_and_a_taken_number_is_drawn_anew(
    client: httpx.AsyncClient, units: DeskUnits, clock: MovableClock
) -> None:
    mine = token(units, clock, Scope.STATION)
    body = {
        "number": "12345674",
        "service": "id_card",
        "body": "派出所",
        "level": "street",
        "due_on": "2026-12-01",
        "details": {"beneficiary": "self", "answers": [{"key": "n", "type": "name", "title": "姓名", "value": NAME}]},
    }
    numbers = []
    for key in ("first-key", "first-key", "another-key"):
        answer = await client.post("/stations/cases", json=body, headers={**mine, "Idempotency-Key": key})
        numbers.append(answer.json()["reference"])
    assert numbers[0] == numbers[1] == "12345674" != numbers[2]
    found = {case.number: case for case in at_district(units)}
    assert len(found) == 2
    case = found["12345674"]
    assert (case.details.answers[0].value, case.level.name, str(case.due_on)) == (NAME, "STREET", "2026-12-01")
    assert NAME not in repr(case) and case.details.answers[0].shown == "***"


async def test_only_a_station_hands_over_and_only_who_has_the_key_asks(
    client: httpx.AsyncClient, units: DeskUnits, clock: MovableClock
) -> None:
    reader, mine = (
        token(units, clock, Scope.CASES, Scope.IDENTITIES, services=("id_card",)),
        token(units, clock, Scope.STATION),
    )
    assert (
        await client.post("/stations/cases", json={}, headers={**reader, "Idempotency-Key": "12345678"})
    ).status_code == 403
    assert (await client.get("/stations/cases/12345678", headers=mine)).status_code == 404
    assert (await client.get("/stations/cases/short", headers=mine)).status_code == 422


@pytest.mark.parametrize(
    "url", ["http://district.example", "nonsense", "https://user:word@district.example", "https://far\x7f.example"]
)
def test_a_district_that_could_be_overheard_is_not_used(
    url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings = Settings.from_environment({"LINBAN_HOME": str(tmp_path), "LINBAN_DISTRICT_URL": url})
    assert departments_of(settings).destination_of("id_card") == "station"
    assert "LINBAN_DISTRICT_URL" in caplog.text
