"""Cases, their marks, consents and parcels survive their way into the database and back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlalchemy.engine import Engine

from actions.cases.filing import Filing, file, withdraw
from actions.cases.model import Agent, CaseError, CaseState, Consent, Details, Mark, Told
from actions.cases.number import is_number
from actions.model import new_id, session_reference
from actions.outbox import STATION, ParcelState
from actions.ports import StorageError
from actions.store.unit_of_work import SqlUnitsOfWork
from tests.unit.actions.fakes import StoppedClock

pytestmark = pytest.mark.integration

CLOCK = StoppedClock(datetime(2026, 11, 24, 9, 30, tzinfo=timezone(timedelta(hours=8))))
DETAILS = Details(
    beneficiary="mother",
    answers=(
        Told("name", "name", "姓名", "王秀英", "王**"),
        Told("phone", "phone", "电话", "13800138000", "138****8000"),
    ),
    agent=Agent("李梅", "child"),
)


def a_filing(key: str | None = None) -> Filing:
    return Filing(
        key or new_id(), session_reference("visit"), "kiosk", "elder_allowance", "民政局", DETAILS, 5, "幸福一"
    )


def test_a_filed_case_comes_back_as_it_was_with_its_life_so_far(units: SqlUnitsOfWork) -> None:
    case = file(a_filing(), units, CLOCK)
    assert is_number(case.number)
    with units() as work:
        assert work.cases.by_number(case.number) == work.cases.by_id(case.id) == case
        assert list(work.cases.of_session(case.session)) == [case]
        assert [mark.state for mark in work.cases.marks(case.id)] == [CaseState.CONFIRMED, CaseState.QUEUED]
        (parcel,) = work.outbox.in_state(ParcelState.WAITING)
    assert (parcel.case_id, parcel.destination, parcel.attempts) == (case.id, STATION, 0)


def test_filed_twice_it_is_one_case_and_one_parcel(units: SqlUnitsOfWork) -> None:
    key = new_id()
    first, second = file(a_filing(key), units, CLOCK), file(a_filing(key), units, CLOCK)
    assert first == second
    with units() as work:
        assert len(work.outbox.in_state(ParcelState.WAITING)) == 1


def test_nothing_a_person_told_stands_on_the_disk(units: SqlUnitsOfWork, any_engine: Engine, tmp_path: Path) -> None:
    file(a_filing(), units, CLOCK)
    any_engine.dispose()
    stored = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert all(word.encode() not in stored for word in ("王秀英", "13800138000", "李梅"))


def test_another_key_opens_nothing(units: SqlUnitsOfWork, any_engine: Engine) -> None:
    case = file(a_filing(), units, CLOCK)
    stranger = SqlUnitsOfWork(any_engine, Fernet(Fernet.generate_key()))
    with pytest.raises(StorageError), stranger() as work:
        work.cases.by_id(case.id)


def test_a_case_taken_back_stays_taken_back(units: SqlUnitsOfWork) -> None:
    case = withdraw(file(a_filing(), units, CLOCK), units, CLOCK, "kiosk")
    with pytest.raises(CaseError):
        case.moved(CaseState.IN_PROGRESS)
    with units() as work:
        assert work.cases.marks(case.id)[-1] == Mark(CaseState.WITHDRAWN, CLOCK.now(), "resident", "kiosk")


def test_only_what_is_owed_and_late_is_overdue(units: SqlUnitsOfWork) -> None:
    late, taken_back = file(a_filing(), units, CLOCK), file(a_filing(), units, CLOCK)
    withdraw(taken_back, units, CLOCK, "kiosk")
    with units() as work:
        assert work.cases.overdue(CLOCK.today() + timedelta(days=5)) == []
        assert work.cases.overdue(CLOCK.today() + timedelta(days=6)) == [late]


def test_a_parcel_is_tried_by_one_at_a_time_and_not_before_its_time(units: SqlUnitsOfWork) -> None:
    file(a_filing(), units, CLOCK)
    now, soon = CLOCK.now(), CLOCK.now() + timedelta(minutes=1)
    with units() as work:
        (parcel,) = work.outbox.take(now, soon, 10)
        assert work.outbox.take(now, soon, 10) == []
        work.outbox.update(replace(parcel, attempts=1, due_at=soon, taken_until=None, problem="unreachable"))
        assert work.outbox.take(now, soon, 10) == []
        (again,) = work.outbox.take(soon, soon + timedelta(minutes=1), 10)
        work.commit()
    assert (again.id, again.attempts, again.problem) == (parcel.id, 1, "unreachable")


def test_consents_are_kept_in_the_order_they_were_given(units: SqlUnitsOfWork) -> None:
    session = session_reference("visit")
    given = [
        Consent(session, "personal", "utter_consent", True, "kiosk", CLOCK.now()),
        Consent(session, "health", "utter_consent_health", False, "kiosk", CLOCK.now(), new_id()),
    ]
    with units() as work:
        for consent in given:
            work.consents.add(consent)
        work.commit()
    with units() as work:
        assert work.consents.of_session(session) == given
