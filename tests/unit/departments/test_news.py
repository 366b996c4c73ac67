"""Whoever has a case hears what became of it, once, however often it takes; and what they returned can come again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from actions.cases.filing import reopened, withdraw
from actions.cases.model import Case, CaseState, Level
from actions.departments.collect import Collector
from actions.departments.courier import LEASE, Courier, revive
from actions.departments.escalation import escalate
from actions.departments.gateway import Progress, Refused, Unreachable
from actions.departments.queue import StationQueue
from actions.desk.dealing import Step, Wish, deal
from actions.outbox import BY_HAND, STATION, ParcelState
from tests.unit.actions.fakes import MemoryStore, StoppedClock
from tests.unit.departments.standins import (
    OFFICE,
    PERSONAL,
    Receiver,
    Teller,
    case_of,
    filed,
    life,
    parcels,
    pass_time,
)

pytestmark = pytest.mark.unit


@pytest.fixture
def case(courier: Courier, store: MemoryStore, clock: StoppedClock) -> Case:
    """A case that the department has."""
    case = filed(store, clock, within_days=1)
    courier.round()
    return case


def step(step: Step, case: Case, store: MemoryStore, clock: StoppedClock) -> Case:
    """What somebody at the desk does with it."""
    return deal(Wish(step, case.number, len(life(store, case)), "account", "缺一张照片"), store.desk, clock)


def test_a_department_hears_that_a_case_it_has_was_taken_back(
    courier: Courier, receiver: Receiver, store: MemoryStore, clock: StoppedClock, case: Case
) -> None:
    withdraw(case_of(store, case), store, clock, "kiosk")
    assert courier.round() == 1 and courier.round() == 0
    (standing,) = receiver.heard
    assert [standing.about] == list(receiver.kept)
    assert (standing.number, standing.state) == (case.number, "withdrawn")
    assert not any(word in repr(standing) for word in PERSONAL)
    assert parcels(store, ParcelState.WAITING) == []


def test_a_department_that_is_late_hears_that_the_case_went_up_and_until_when(
    courier: Courier, receiver: Receiver, store: MemoryStore, clock: StoppedClock, case: Case
) -> None:
    pass_time(clock, days=2)
    escalate(store, clock)
    courier.round()
    (standing,) = receiver.heard
    assert (standing.state, standing.level, standing.due_on) == ("delivered", "street", "2026-11-28")


@pytest.mark.parametrize("which", [Step.WITHDRAW, Step.ESCALATE])
def test_what_the_desk_does_with_it_is_told_as_well(
    courier: Courier, receiver: Receiver, store: MemoryStore, clock: StoppedClock, case: Case, which: Step
) -> None:
    after = step(which, case, store, clock)
    courier.round()
    assert [(one.state, one.level) for one in receiver.heard] == [(after.state.value, after.level.name.lower())]


def test_a_department_hears_that_its_answer_did_not_help(
    courier: Courier, receiver: Receiver, store: MemoryStore, clock: StoppedClock, case: Case
) -> None:
    pass_time(clock, minutes=1)
    Collector(OFFICE, Teller(Progress(CaseState.ANSWERED, "办好了")), store, clock).round()
    reopened(case_of(store, case), store, clock, "kiosk")
    courier.round()
    assert [(one.state, one.level) for one in receiver.heard] == [("in_progress", "street")]


def test_what_the_station_does_itself_tells_nobody(store: MemoryStore, clock: StoppedClock) -> None:
    case = filed(store, clock, STATION)
    Courier(StationQueue(), store, clock, only=STATION).round()
    withdraw(case_of(store, case), store, clock, "kiosk")
    assert parcels(store, ParcelState.WAITING) == []


def test_news_waits_out_an_hour_in_which_the_department_is_away_and_is_told_once(
    courier: Courier, receiver: Receiver, store: MemoryStore, clock: StoppedClock, case: Case
) -> None:
    receiver.failing = lambda said: Unreachable("no_connection")
    withdraw(case_of(store, case), store, clock, "kiosk")
    tried = 0
    for _ in range(60 * 6):
        tried += courier.round()
        pass_time(clock, seconds=10)
    assert tried == 5
    receiver.failing = lambda said: None
    for _ in range(20):
        courier.round()
        pass_time(clock, minutes=5)
    assert [one.state for one in receiver.heard] == ["withdrawn"]


def test_however_late_it_comes_what_is_told_is_how_the_case_stands_then(
    courier: Courier, receiver: Receiver, store: MemoryStore, clock: StoppedClock, case: Case
) -> None:
    receiver.failing = lambda said: Unreachable("timeout")
    pass_time(clock, days=2)
    escalate(store, clock)
    courier.round()
    withdraw(case_of(store, case), store, clock, "kiosk")
    receiver.failing = lambda said: None
    pass_time(clock, minutes=5)
    courier.round()
    assert {(one.state, one.level) for one in receiver.heard} == {("withdrawn", "street")}
    assert len({one.key for one in receiver.heard}) == 2


def test_news_that_is_not_gone_by_is_seen_and_changes_nothing(
    courier: Courier, receiver: Receiver, store: MemoryStore, clock: StoppedClock, case: Case
) -> None:
    receiver.failing = lambda said: Refused("已经办完")
    withdraw(case_of(store, case), store, clock, "kiosk")
    courier.round()
    (parcel,) = parcels(store, ParcelState.REFUSED)
    assert parcel.problem == "refused"
    assert (case_of(store, case).state, case_of(store, case).result) == (CaseState.WITHDRAWN, "")


def test_news_in_vain_for_a_day_is_given_up_and_can_be_sent_again(
    courier: Courier, receiver: Receiver, store: MemoryStore, clock: StoppedClock, case: Case
) -> None:
    receiver.failing = lambda said: Unreachable("no_connection")
    withdraw(case_of(store, case), store, clock, "kiosk")
    for _ in range(60):
        courier.round()
        pass_time(clock, minutes=30)
    (dead,) = parcels(store, ParcelState.DEAD)
    receiver.failing = lambda said: None
    assert revive(dead, store, clock, "desk")
    courier.round()
    assert [one.key for one in receiver.heard] == [dead.id]


def test_a_case_that_may_have_arrived_before_it_was_taken_back_is_told_of(
    courier: Courier, receiver: Receiver, store: MemoryStore, clock: StoppedClock
) -> None:
    case = filed(store, clock)
    receiver.failing = lambda said: Unreachable("timeout")
    courier.round()
    withdraw(case, store, clock, "kiosk")
    receiver.failing = lambda said: None
    pass_time(clock, seconds=10)
    courier.round()
    assert receiver.kept == {} and [one.state for one in receiver.heard] == ["withdrawn"]


def test_so_is_one_whose_carrier_vanished_on_the_way(
    courier: Courier, receiver: Receiver, store: MemoryStore, clock: StoppedClock
) -> None:
    case = filed(store, clock)
    with store() as work:
        work.outbox.take(clock.now(), clock.now() + LEASE, 1, OFFICE)
        work.commit()
    withdraw(case, store, clock, "kiosk")
    clock.moment += LEASE + timedelta(seconds=1)
    courier.round()
    courier.round()
    assert receiver.calls == [] and [one.state for one in receiver.heard] == ["withdrawn"]


@pytest.mark.parametrize("first", ["refused", "returned"])
def test_what_was_sent_back_goes_to_the_same_department_again_once_it_is_mended(
    courier: Courier, receiver: Receiver, store: MemoryStore, clock: StoppedClock, first: str
) -> None:
    case = filed(store, clock)
    collector = Collector(OFFICE, Teller(Progress(CaseState.RETURNED, "缺照片")), store, clock, jitter=lambda: 0.0)
    receiver.failing = lambda said: Refused("缺照片") if first == "refused" else None
    courier.round()
    pass_time(clock, minutes=1)
    collector.round()
    assert case_of(store, case).state is CaseState.RETURNED
    receiver.failing = lambda said: None
    step(Step.REQUEUE, case, store, clock)
    assert courier.round() == 1 and courier.round() == 0
    old, new = receiver.calls
    assert receiver.kept[new].details["added"] == ("缺一张照片",), "what the desk wrote to it"
    assert old != new and receiver.kept[new].replaces == old and receiver.kept[new].number == case.number
    assert case_of(store, case).state is CaseState.DELIVERED
    teller = Teller(Progress(CaseState.ANSWERED, "办好了"))
    pass_time(clock, minutes=1)
    Collector(OFFICE, teller, store, clock).round()
    assert teller.asked == [new], "what it said of the old one is not asked for any more"
    assert (case_of(store, case).state, case_of(store, case).result) == (CaseState.ANSWERED, "办好了")


def test_sent_back_twice_it_goes_a_third_time_and_only_the_last_is_told_of(
    courier: Courier, receiver: Receiver, store: MemoryStore, clock: StoppedClock
) -> None:
    case = filed(store, clock)
    for _ in range(2):
        receiver.failing = lambda said: Refused("还缺")
        courier.round()
        receiver.failing = lambda said: None
        step(Step.REQUEUE, case, store, clock)
    courier.round()
    assert [delivery.replaces for delivery in receiver.kept.values()] == [receiver.calls[1]]
    step(Step.ESCALATE, case, store, clock)
    courier.round()
    assert [one.about for one in receiver.heard] == [receiver.calls[2]]
    assert case_of(store, case).level is Level.STREET


def test_a_case_carried_over_by_hand_is_not_told_of(
    courier: Courier, receiver: Receiver, store: MemoryStore, clock: StoppedClock
) -> None:
    case = filed(store, clock)
    step(Step.DELIVER, case, store, clock)
    step(Step.WITHDRAW, case, store, clock)
    assert courier.round() == 0 and receiver.heard == []
    assert [one.problem for one in parcels(store, ParcelState.DONE)] == [BY_HAND]


def test_a_requeued_case_of_the_station_leaves_no_second_parcel(store: MemoryStore, clock: StoppedClock) -> None:
    case = filed(store, clock, STATION)
    desk = Courier(StationQueue(), store, clock, only=STATION)
    desk.round()
    step(Step.RETURN, case, store, clock)
    step(Step.REQUEUE, case, store, clock)
    assert desk.round() == 1
    assert [state for state, _, _ in life(store, case)] == [
        "confirmed",
        "queued",
        "delivered",
        "returned",
        "queued",
        "delivered",
    ]
