"""What happened survives its way into the database, and cases and calls for help tell their part of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from actions.cases.filing import raised
from actions.cases.model import Case, CaseState, Details, Level, Mark
from actions.events.model import Event, Kind
from actions.model import HelpRequest, Need, NeedKind, Reason, new_id, session_reference
from actions.store.unit_of_work import SqlUnitsOfWork

pytestmark = pytest.mark.integration

ZONE = timezone(timedelta(hours=8))
NINE = datetime(2026, 11, 24, 9, 0, tzinfo=ZONE)
WEEK = timedelta(days=7)
SESSION = session_reference("visit")


def a_case(number: str) -> Case:
    return Case(
        id=new_id(),
        number=number,
        key=new_id(),
        session=SESSION,
        channel="kiosk",
        service="id_card",
        body="",
        grid=None,
        level=Level.GRID,
        state=CaseState.DELIVERED,
        filed_at=NINE,
        due_on=NINE.date() + timedelta(days=2),
        details=Details("self", ()),
    )


def between(units: SqlUnitsOfWork, start: datetime = NINE, lasts: timedelta = WEEK) -> list[tuple[Kind, str]]:
    with units() as work:
        return [(event.kind, event.detail) for event in work.events.between(start, start + lasts)]


def test_events_come_back_as_they_were_oldest_first(units: SqlUnitsOfWork) -> None:
    turn = Event(NINE, Kind.TURN, SESSION, "kiosk", "id_card", "station-1", "svc.id_card", "understood", 120)
    over = replace(turn, at=NINE + timedelta(minutes=3), kind=Kind.VISIT_OVER, amount=None)
    with units() as work:
        work.events.add(over, turn)
        work.commit()
    with units() as work:
        assert work.events.between(NINE, NINE + WEEK) == [turn, over]
        assert work.events.between(NINE, over.at) == [turn]


def test_a_case_tells_when_it_was_filed_and_answered(units: SqlUnitsOfWork) -> None:
    case = a_case("10000008")
    with units() as work:
        work.cases.add(case, Mark(CaseState.CONFIRMED, NINE, "resident", "kiosk"))
        answered = case.moved(CaseState.ANSWERED, "")
        work.cases.move(answered, Mark(CaseState.ANSWERED, NINE + timedelta(days=1), "department", "desk"))
        work.commit()
    assert between(units) == [(Kind.CASE_FILED, ""), (Kind.CASE_ANSWERED, "in_time")]


def test_an_answer_on_the_promised_day_is_in_time_by_the_stations_own_calendar(units: SqlUnitsOfWork) -> None:
    case, late_evening = a_case("10000008"), datetime(2026, 11, 26, 23, 30, tzinfo=ZONE)
    with units() as work:
        work.cases.add(case, Mark(CaseState.CONFIRMED, NINE, "resident", "kiosk"))
        work.cases.move(case.moved(CaseState.ANSWERED, ""), Mark(CaseState.ANSWERED, late_evening, "staff", "desk"))
        work.commit()
    assert between(units)[-1] == (Kind.CASE_ANSWERED, "in_time")


def test_a_case_that_had_to_be_raised_is_late_though_it_keeps_its_new_day(units: SqlUnitsOfWork) -> None:
    case = a_case("10000008")
    with units() as work:
        work.cases.add(case, Mark(CaseState.CONFIRMED, NINE, "resident", "kiosk"))
        higher = raised(case, NINE.date() + timedelta(days=3), 3)
        step = Mark(CaseState.ANSWERED, NINE + timedelta(days=4), "staff", "desk")
        work.cases.move(higher.moved(CaseState.ANSWERED, ""), step)
        work.commit()
    assert between(units)[-1] == (Kind.CASE_ANSWERED, "late")


def test_a_case_nobody_answered_is_overdue_from_the_day_after(units: SqlUnitsOfWork) -> None:
    with units() as work:
        work.cases.add(a_case("10000008"), Mark(CaseState.CONFIRMED, NINE, "resident", "kiosk"))
        work.commit()
    assert between(units, lasts=timedelta(days=2)) == [(Kind.CASE_FILED, "")]
    assert between(units) == [(Kind.CASE_FILED, ""), (Kind.CASE_OVERDUE, "")]


def test_a_call_for_help_tells_why(units: SqlUnitsOfWork) -> None:
    request = HelpRequest(new_id(), SESSION, "kiosk", Reason.ASKED, "dlg.human", "id_card", NINE)
    with units() as work:
        work.help_requests.add(request)
        work.commit()
    assert between(units) == [(Kind.HANDED_OVER, "asked")]


def test_needs_know_whose_they_are_by_reference(units: SqlUnitsOfWork) -> None:
    need = Need(NeedKind.NOT_UNDERSTOOD, "那个啥", "kiosk", "oos", None, NINE, SESSION)
    with units() as work:
        work.needs.add(need)
        work.commit()
    with units() as work:
        assert work.needs.between(NINE, NINE + WEEK) == [need]
        assert work.needs.between(NINE - WEEK, NINE) == []
