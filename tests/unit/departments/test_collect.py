"""What departments say reaches the case, and they are not asked more than is good."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from actions.cases.filing import reopened, withdraw
from actions.cases.model import Case, CaseState, Mark
from actions.departments.collect import Collector
from actions.departments.courier import Courier
from actions.departments.gateway import Progress, Unreachable
from actions.desk.dealing import Step, Wish, deal
from actions.outbox import ParcelState
from tests.unit.actions.fakes import MemoryStore, StoppedClock
from tests.unit.departments.standins import OFFICE, Receiver, Teller, case_of, filed, life, parcels, pass_time

pytestmark = pytest.mark.unit

ANSWERED = Progress(CaseState.ANSWERED, "津贴从下个月起发")


@pytest.fixture
def teller() -> Teller:
    return Teller()


@pytest.fixture
def collector(teller: Teller, store: MemoryStore, clock: StoppedClock) -> Collector:
    return Collector(OFFICE, teller, store, clock, jitter=lambda: 0.0)


@pytest.fixture
def case(store: MemoryStore, clock: StoppedClock) -> Case:
    """Delivered, and a minute ago."""
    filed_one = filed(store, clock)
    Courier(Receiver(), store, clock, only=OFFICE, jitter=lambda: 0.0).round()
    pass_time(clock, minutes=1)
    return filed_one


def test_an_answer_reaches_the_case_and_nobody_asks_again(
    collector: Collector, teller: Teller, store: MemoryStore, clock: StoppedClock, case: Case
) -> None:
    teller.says = Progress(CaseState.IN_PROGRESS)
    assert collector.round() == 1
    assert case_of(store, case).state is CaseState.IN_PROGRESS
    teller.says = ANSWERED
    pass_time(clock, minutes=1)
    collector.round()
    answered = case_of(store, case)
    assert (answered.state, answered.result) == (CaseState.ANSWERED, ANSWERED.text)
    assert life(store, case)[-2:] == [("in_progress", "department", ""), ("answered", "department", "")]
    pass_time(clock, days=2)
    assert collector.round() == 0


def reopen(store: MemoryStore, clock: StoppedClock, case: Case) -> None:
    """The person is not content with the answer, and somebody at the station sees to it."""
    reopened = case_of(store, case).moved(CaseState.IN_PROGRESS)
    with store() as work:
        work.cases.move(reopened, Mark(reopened.state, clock.now(), "staff", "desk"))
        work.commit()


def test_a_reopened_case_is_not_closed_again_by_the_old_answer(
    collector: Collector, teller: Teller, store: MemoryStore, clock: StoppedClock, case: Case
) -> None:
    teller.says = ANSWERED
    collector.round()
    reopen(store, clock, case)
    pass_time(clock, days=1)
    collector.round()
    assert case_of(store, case).state is CaseState.IN_PROGRESS


def test_an_answer_of_no_words_is_one(collector: Collector, teller: Teller, store: MemoryStore, case: Case) -> None:
    teller.says = Progress(CaseState.ANSWERED)
    collector.round()
    assert case_of(store, case).state is CaseState.ANSWERED


@pytest.mark.parametrize("taken_up", ["by_the_person", "at_the_desk"])
def test_a_department_whose_answer_did_not_help_is_asked_for_another(
    collector: Collector, teller: Teller, store: MemoryStore, clock: StoppedClock, case: Case, taken_up: str
) -> None:
    teller.says = ANSWERED
    collector.round()
    answered = case_of(store, case)
    if taken_up == "by_the_person":
        reopened(answered, store, clock, "kiosk")
    else:
        deal(Wish(Step.REOPEN, case.number, len(life(store, case)), "staff"), store.desk, clock)
    collector.round()
    assert case_of(store, case).state is CaseState.IN_PROGRESS, "what they said before is no answer now"
    teller.says = Progress(CaseState.ANSWERED, "漏发的上个月也补上了")
    pass_time(clock, days=1)
    collector.round()
    assert (case_of(store, case).state, case_of(store, case).result) == (CaseState.ANSWERED, teller.says.text)


def test_nor_by_one_that_was_slow_to_bring_it(
    collector: Collector, teller: Teller, store: MemoryStore, clock: StoppedClock, case: Case
) -> None:
    teller.says = ANSWERED

    def overtaken() -> None:
        replace(collector, results=Teller(ANSWERED)).round()
        reopen(store, clock, case)

    teller.meanwhile = overtaken
    collector.round()
    assert case_of(store, case).state is CaseState.IN_PROGRESS


def test_a_returned_case_has_its_reason(collector: Collector, teller: Teller, store: MemoryStore, case: Case) -> None:
    teller.says = Progress(CaseState.RETURNED, "缺一张照片")
    collector.round()
    assert (case_of(store, case).state, case_of(store, case).result) == (CaseState.RETURNED, "缺一张照片")


@pytest.mark.parametrize("says", [Progress(), Unreachable("timeout"), ValueError("broken for the test")])
def test_without_news_the_questions_become_rarer(
    collector: Collector, teller: Teller, store: MemoryStore, clock: StoppedClock, case: Case, says: Progress
) -> None:
    teller.says = says
    for _ in range(24 * 60):
        collector.round()
        pass_time(clock, minutes=1)
    assert 24 < len(teller.asked) < 35
    assert case_of(store, case).state is CaseState.DELIVERED
    teller.says = ANSWERED
    pass_time(clock, hours=1)
    collector.round()
    assert case_of(store, case).state is CaseState.ANSWERED


def test_a_department_that_asks_for_time_is_given_it(
    collector: Collector, teller: Teller, clock: StoppedClock, case: Case
) -> None:
    teller.says = Unreachable("http_503", timedelta(hours=2))
    collector.round()
    pass_time(clock, minutes=119)
    assert collector.round() == 0


def test_nobody_asks_about_a_case_that_was_taken_back(
    collector: Collector, teller: Teller, store: MemoryStore, clock: StoppedClock, case: Case
) -> None:
    withdraw(case_of(store, case), store, clock, "kiosk")
    teller.says = ANSWERED
    collector.round()
    assert case_of(store, case).state is CaseState.WITHDRAWN
    assert len(parcels(store, ParcelState.DONE)) == 1


def test_what_cannot_be_written_down_is_logged_by_its_kind_alone(
    collector: Collector, teller: Teller, case: Case, caplog: pytest.LogCaptureFixture
) -> None:
    teller.says = ValueError("王秀英")
    collector.round()
    assert "ValueError" in caplog.text and "王秀英" not in caplog.text
