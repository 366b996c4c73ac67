"""Which steps are open to a case on the desk, as the rules of a case allow them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timezone

import pytest

from actions.cases.model import Case, CaseState, Details, Level
from actions.desk.dealing import Step, open_steps
from actions.desk.queue import waiting

pytestmark = pytest.mark.unit

FILED = datetime(2026, 11, 20, 9, 30, tzinfo=timezone.utc)
TODAY = date(2026, 11, 24)


def a_case(state: CaseState, due_on: date | None = None, level: Level = Level.GRID) -> Case:
    details = Details("self", ())
    return Case("c", "10000000", "k", "s", "kiosk", "dibao", "民政局", None, level, state, FILED, due_on, details)


@pytest.mark.parametrize(
    ("state", "steps"),
    [
        (CaseState.QUEUED, {Step.DELIVER, Step.ASK_BACK, Step.RETURN, Step.WITHDRAW, Step.ESCALATE}),
        (
            CaseState.DELIVERED,
            {Step.TAKE_UP, Step.ANSWER, Step.ASK_BACK, Step.RETURN, Step.WITHDRAW, Step.ESCALATE},
        ),
        (CaseState.IN_PROGRESS, {Step.ANSWER, Step.ASK_BACK, Step.RETURN, Step.WITHDRAW, Step.ESCALATE}),
        (CaseState.ANSWERED, {Step.CLOSE, Step.REOPEN}),
        (CaseState.RETURNED, {Step.TELL, Step.REQUEUE, Step.WITHDRAW, Step.CLOSE}),
        (CaseState.CLOSED, set()),
        (CaseState.WITHDRAWN, set()),
    ],
)
def test_only_what_the_rules_allow_is_offered(state: CaseState, steps: set[Step]) -> None:
    assert set(open_steps(a_case(state))) == steps


def test_nobody_stands_above_the_city() -> None:
    assert Step.ESCALATE not in open_steps(a_case(CaseState.DELIVERED, level=Level.CITY))


@pytest.mark.parametrize(
    ("due", "is_late", "is_soon"),
    [
        (date(2026, 11, 23), True, False),
        (date(2026, 11, 24), False, True),
        (date(2026, 11, 26), False, True),
        (date(2026, 11, 27), False, False),
        (None, False, False),
    ],
)
def test_late_and_soon(due: date | None, is_late: bool, is_soon: bool) -> None:
    found = waiting(a_case(CaseState.DELIVERED, due), TODAY)
    assert (found.is_late, found.is_soon) == (is_late, is_soon)


def test_what_is_answered_is_not_late_any_more() -> None:
    answered = replace(a_case(CaseState.DELIVERED, date(2026, 11, 1)), state=CaseState.ANSWERED)
    assert not waiting(answered, TODAY).is_late
