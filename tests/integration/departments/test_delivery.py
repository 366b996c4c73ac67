"""Whatever happens on the way, a case is at the department once."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import event, text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import OperationalError

from actions.cases.filing import withdraw
from actions.cases.model import CaseState
from actions.departments.collect import Collector
from actions.departments.courier import LEASE, Courier
from actions.departments.escalation import escalate
from actions.desk.dealing import Step, Wish, deal
from actions.outbox import STATION, ParcelState
from actions.ports import StorageError
from actions.store.desk_work import SqlDeskUnits
from actions.store.unit_of_work import SqlUnitOfWork, SqlUnitsOfWork
from tests.fakes.department import Department, House
from tests.integration.departments.conftest import Gateways
from tests.unit.actions.fakes import CIPHER, StoppedClock
from tests.unit.departments.standins import OFFICE, PERSONAL, case_of, filed, life, parcels, pass_time

pytestmark = pytest.mark.integration


def test_an_hour_without_the_department_and_then_one_case(
    courier: Courier, units: SqlUnitsOfWork, clock: StoppedClock, department: Department, house: House
) -> None:
    house.down()
    case = filed(units, clock)
    tried = 0
    for _ in range(60 * 6):
        tried += courier.round()
        pass_time(clock, seconds=10)
    assert tried == 5
    assert case_of(units, case).state is CaseState.QUEUED
    house.up()
    for _ in range(20):
        courier.round()
        pass_time(clock, minutes=1)
    assert [kept["number"] for kept in department.cases.values()] == [case.number]
    assert len(department.calls) == 1
    assert case_of(units, case).state is CaseState.DELIVERED


def test_an_hour_without_the_department_and_it_hears_once_that_a_case_was_taken_back(
    courier: Courier, units: SqlUnitsOfWork, clock: StoppedClock, department: Department, house: House
) -> None:
    case = filed(units, clock)
    courier.round()
    house.down()
    withdraw(case_of(units, case), units, clock, "kiosk")
    for _ in range(60 * 6):
        courier.round()
        pass_time(clock, seconds=10)
    house.up()
    for _ in range(20):
        courier.round()
        pass_time(clock, minutes=5)
    (key,) = department.cases
    assert department.how_it_stands(key) == ("withdrawn", "grid")
    assert len(department.tellings) == 1 and parcels(units, ParcelState.WAITING) == []


def test_news_whose_answer_was_lost_is_told_again_under_the_same_key(
    courier: Courier, units: SqlUnitsOfWork, clock: StoppedClock, department: Department
) -> None:
    department.conflicts = True
    case = filed(units, clock, within_days=1)
    courier.round()
    pass_time(clock, days=2)
    escalate(units, clock)
    breaking = replace(courier, units=Breaking(units, 2, 3))
    with pytest.raises(StorageError):
        breaking.round()
    clock.moment += LEASE
    courier.round()
    (key,) = department.cases
    assert len(department.tellings) == 2 and len(set(department.tellings)) == 1
    assert department.how_it_stands(key) == ("delivered", "street")
    assert case_of(units, case).state is CaseState.DELIVERED and parcels(units, ParcelState.WAITING) == []


def test_a_returned_case_comes_again_once_and_its_answer_is_the_new_one(
    courier: Courier,
    gateways: Gateways,
    units: SqlUnitsOfWork,
    engine: Engine,
    clock: StoppedClock,
    department: Department,
) -> None:
    case = filed(units, clock)
    courier.round()
    (first,) = department.cases
    department.news[first] = {"state": "returned", "reason": "缺一张照片"}
    collector = Collector(OFFICE, gateways(), units, clock)
    pass_time(clock, minutes=1)
    collector.round()
    desk = SqlDeskUnits(engine, CIPHER, b"a" * 32)
    deal(Wish(Step.REQUEUE, case.number, len(life(units, case)), "account"), desk, clock)
    for _ in range(3):
        courier.round()
    second = next(key for key in department.cases if key != first)
    assert list(department.cases) == [first, second] and department.cases[second]["replaces"] == first
    department.news[second] = {"state": "answered", "result": "办好了"}
    pass_time(clock, minutes=2)
    collector.round()
    assert (case_of(units, case).state, case_of(units, case).result) == (CaseState.ANSWERED, "办好了")


def test_a_failing_server_is_tried_again_until_it_is_well(
    courier: Courier, units: SqlUnitsOfWork, clock: StoppedClock, department: Department
) -> None:
    department.failing = 500
    case = filed(units, clock)
    courier.round()
    assert parcels(units, ParcelState.WAITING)[0].problem == "http_500"
    department.failing = None
    pass_time(clock, seconds=10)
    courier.round()
    assert case_of(units, case).state is CaseState.DELIVERED and len(department.cases) == 1


def test_a_clock_set_back_keeps_no_case_waiting(
    courier: Courier, units: SqlUnitsOfWork, clock: StoppedClock, department: Department
) -> None:
    filed(units, clock)
    case = filed(units, clock)
    with units() as work:
        assert work.outbox.take(clock.now(), clock.now() + LEASE, 1)
        work.commit()
    pass_time(clock, days=-2)
    assert courier.round() == 2
    assert case_of(units, case).state is CaseState.DELIVERED and len(department.cases) == 2


def test_a_refused_case_is_back_with_its_reason(
    courier: Courier, units: SqlUnitsOfWork, clock: StoppedClock, department: Department
) -> None:
    department.refusal = "缺一张照片"
    case = filed(units, clock)
    courier.round()
    returned = case_of(units, case)
    assert (returned.state, returned.result) == (CaseState.RETURNED, "缺一张照片")
    pass_time(clock, days=2)
    assert courier.round() == 0 and department.cases == {}


def test_an_answer_that_came_too_late_makes_no_second_case(
    gateways: Gateways, units: SqlUnitsOfWork, clock: StoppedClock, department: Department
) -> None:
    department.slow_after, department.delay = 1, 5.0
    courier = Courier(gateways(), units, clock, only=OFFICE, jitter=lambda: 0.0)
    case = filed(units, clock)
    courier.round()
    assert parcels(units, ParcelState.WAITING)[0].problem == "timeout"
    department.slow_after, department.conflicts = None, True
    pass_time(clock, seconds=10)
    courier.round()
    assert len(department.calls) == 2 and len(department.cases) == 1
    assert case_of(units, case).state is CaseState.DELIVERED


class Breaking:
    """Begins transactions of which the chosen ones fail at their commit; counted from 1."""

    def __init__(self, units: SqlUnitsOfWork, *chosen: int) -> None:
        self._units, self._chosen, self._commits = units, chosen, 0

    def __call__(self) -> SqlUnitOfWork:
        work = self._units()
        work.commit = self._breaking(work.commit)  # type: ignore[method-assign]
        return work

    def _breaking(self, commit: Callable[[], None]) -> Callable[[], None]:
        def broken() -> None:
            self._commits += 1
            if self._commits in self._chosen:
                raise StorageError("broken for the test")
            commit()

        return broken


@pytest.mark.parametrize("chosen", [(1,), (2,), (2, 3)], ids=["taking", "recording", "recording-and-putting-off"])
def test_a_commit_that_fails_loses_and_doubles_nothing(
    courier: Courier, units: SqlUnitsOfWork, clock: StoppedClock, department: Department, chosen: tuple[int, ...]
) -> None:
    case = filed(units, clock)
    breaking = replace(courier, units=Breaking(units, *chosen))
    for _ in range(3):
        try:
            breaking.round()
        except StorageError:
            assert case_of(units, case).state is CaseState.QUEUED
        clock.moment += LEASE
    assert case_of(units, case).state is CaseState.DELIVERED
    assert [kept["number"] for kept in department.cases.values()] == [case.number]
    assert [state for state, _, _ in life(units, case)] == ["confirmed", "queued", "delivered"]


def test_two_couriers_at_once_deliver_each_case_once(
    courier: Courier, units: SqlUnitsOfWork, clock: StoppedClock, department: Department
) -> None:
    cases = [filed(units, clock) for _ in range(16)]
    begin = threading.Barrier(2)

    def work() -> None:
        begin.wait()
        while courier.round():
            pass

    couriers = [threading.Thread(target=work) for _ in range(2)]
    for thread in couriers:
        thread.start()
    for thread in couriers:
        thread.join()
    assert sorted(kept["number"] for kept in department.cases.values()) == sorted(case.number for case in cases)
    assert set(Counter(department.calls).values()) == {1}
    assert {len(life(units, case)) for case in cases} == {3}


def test_two_escalations_at_once_raise_each_case_once(units: SqlUnitsOfWork, clock: StoppedClock) -> None:
    cases = [filed(units, clock, STATION, within_days=1) for _ in range(8)]
    pass_time(clock, days=2)
    raised: list[int] = []
    both = [threading.Thread(target=lambda: raised.append(escalate(units, clock))) for _ in range(2)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    assert sum(raised) == len(cases)
    assert {life(units, case)[-1] for case in cases} == {("queued", "station", "street")}
    assert {len(life(units, case)) for case in cases} == {3}


def test_a_case_nobody_can_read_stops_no_other_and_is_seen(
    courier: Courier, units: SqlUnitsOfWork, engine: Engine, clock: StoppedClock, department: Department
) -> None:
    filed(SqlUnitsOfWork(engine, Fernet(Fernet.generate_key())), clock)
    good = filed(units, clock)
    assert courier.round() == 2
    assert [kept["number"] for kept in department.cases.values()] == [good.number]
    assert [parcel.problem for parcel in parcels(units, ParcelState.WAITING)] == ["StorageError"]


def fill(engine: Engine, case_id: str) -> None:
    """Takes what room the file has left for marks and for the outbox, byte by byte."""
    mark = "INSERT INTO case_marks (case_id, state, at, actor, channel, note) VALUES (:id, 'x', '', '', '', '')"
    with pytest.raises(OperationalError, match="full"):
        while True:
            with engine.begin() as connection:
                connection.execute(text(mark), {"id": case_id})


def test_a_full_disk_loses_and_doubles_nothing(
    courier: Courier, units: SqlUnitsOfWork, engine: Engine, clock: StoppedClock, department: Department
) -> None:
    if engine.dialect.name != "sqlite":
        pytest.skip("only a file can be made to look full")
    cases = [filed(units, clock) for _ in range(3)]
    other = filed(units, clock, STATION)
    room = {"pages": 0}
    event.listen(
        engine, "connect", lambda connection, _: connection.execute(f"PRAGMA max_page_count = {room['pages'] or 10**6}")
    )
    room["pages"] = 1
    engine.dispose()
    fill(engine, other.id)
    for _ in range(2):
        courier.round()
        clock.moment += LEASE
    assert {case_of(units, case).state for case in cases} == {CaseState.QUEUED}
    room["pages"] = 0
    engine.dispose()
    clock.moment += timedelta(hours=1)
    courier.round()
    assert {case_of(units, case).state for case in cases} == {CaseState.DELIVERED}
    assert sorted(kept["number"] for kept in department.cases.values()) == sorted(case.number for case in cases)


def test_the_answer_comes_back_and_nothing_personal_is_left_on_the_way(
    courier: Courier,
    gateways: Gateways,
    units: SqlUnitsOfWork,
    clock: StoppedClock,
    department: Department,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("DEBUG")
    answered, returned, failed = (filed(units, clock) for _ in range(3))
    courier.round()
    keys = {kept["number"]: key for key, kept in department.cases.items()}
    department.news[keys[answered.number]] = {"state": "answered", "result": "王秀英的津贴下个月起发"}
    department.news[keys[returned.number]] = {"state": "returned", "reason": "王秀英 13800138000 打不通"}
    pass_time(clock, minutes=1)
    Collector(OFFICE, gateways(), units, clock).round()
    assert case_of(units, answered).result == "王秀英的津贴下个月起发"
    assert case_of(units, returned).state is CaseState.RETURNED
    assert case_of(units, failed).state is CaseState.DELIVERED
    marks = str([life(units, case) for case in (answered, returned, failed)])
    assert not any(word in marks + caplog.text for word in PERSONAL)
