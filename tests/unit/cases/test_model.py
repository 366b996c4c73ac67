"""A case takes only the steps that are open to it, and climbs when it is late."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timezone

import pytest

from actions.cases.filing import due_day, raised
from actions.cases.model import Case, CaseError, CaseState, Details, Level, Told

pytestmark = pytest.mark.unit

CASE = Case(
    id="c" * 32,
    number="12345674",
    key="k" * 32,
    session="s" * 32,
    channel="kiosk",
    service="elder_card",
    body="民政局",
    grid=None,
    level=Level.GRID,
    state=CaseState.QUEUED,
    filed_at=datetime(2026, 11, 24, tzinfo=timezone.utc),
    due_on=date(2026, 11, 29),
    details=Details("self", (Told("name", "name", "姓名", "王秀英", "王**"),)),
)


def test_a_case_goes_its_way_to_the_end() -> None:
    way = (CaseState.DELIVERED, CaseState.IN_PROGRESS, CaseState.ANSWERED, CaseState.CLOSED)
    case = CASE
    for state in way:
        case = case.moved(state, "可以领了" if state is CaseState.ANSWERED else None)
    assert case.state.is_over and case.result == "可以领了"


@pytest.mark.parametrize("state", [CaseState.DRAFT, CaseState.ANSWERED, CaseState.CLOSED])
def test_a_step_that_is_not_open_is_refused(state: CaseState) -> None:
    with pytest.raises(CaseError, match=state.value):
        CASE.moved(state)


def test_what_was_returned_can_be_sent_again() -> None:
    assert CASE.moved(CaseState.RETURNED).moved(CaseState.QUEUED).state is CaseState.QUEUED


def test_late_is_the_day_after_and_only_while_an_answer_is_owed() -> None:
    assert not CASE.is_overdue(date(2026, 11, 29))
    assert CASE.is_overdue(date(2026, 11, 30))
    assert not replace(CASE, state=CaseState.ANSWERED).is_overdue(date(2026, 12, 30))
    assert not replace(CASE, due_on=None).is_overdue(date(2026, 12, 30))


def test_a_late_case_climbs_to_the_city_and_no_further() -> None:
    today, case = date(2026, 12, 1), CASE
    levels = []
    for _ in range(4):
        case = raised(case, today, 3)
        levels.append(case.level)
    assert levels == [Level.STREET, Level.DISTRICT, Level.CITY, Level.CITY]
    assert case.due_on == due_day(today, 3) == date(2026, 12, 4)


def test_nothing_personal_shows_when_a_case_is_printed() -> None:
    assert "王秀英" not in repr(CASE)


def test_an_answer_is_found_by_its_type() -> None:
    assert CASE.details.of_type("name") == Told("name", "name", "姓名", "王秀英", "王**")
    assert CASE.details.of_type("phone") is None
