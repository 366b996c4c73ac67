"""Every parcel arrives once, or it can be seen why not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from actions.cases.filing import withdraw
from actions.cases.model import CaseState, Told
from actions.departments.courier import LEASE, MOST_IN_A_ROUND, Courier, revive
from actions.departments.gateway import Refused, Unreachable
from actions.departments.queue import Nowhere, StationQueue
from actions.outbox import STATION, Parcel, ParcelState
from actions.ports import StorageError, UnitOfWork
from tests.unit.actions.fakes import MemoryStore, StoppedClock
from tests.unit.departments.standins import (
    DETAILS,
    NAME,
    OFFICE,
    PERSONAL,
    PHONE,
    Receiver,
    case_of,
    filed,
    life,
    parcels,
    pass_time,
)

pytestmark = pytest.mark.unit


def test_a_case_is_handed_over_with_all_that_is_needed(
    courier: Courier, receiver: Receiver, store: MemoryStore, clock: StoppedClock
) -> None:
    receiver.reference = "R7"
    case = filed(store, clock)
    assert courier.round() == 1
    (delivery,) = receiver.kept.values()
    assert (delivery.number, delivery.service, delivery.level) == (case.number, "elder_allowance", "grid")
    assert delivery.due_on == "2026-11-29"
    assert delivery.details["agent"]["name"] == "李梅"
    assert [answer["value"] for answer in delivery.details["answers"]] == [NAME, PHONE]
    assert "shown" not in delivery.details["answers"][0]
    assert not any(word in repr(delivery) for word in PERSONAL)
    assert case_of(store, case).state is CaseState.DELIVERED
    assert life(store, case)[-1] == ("delivered", "department", "R7")
    assert courier.round() == 0


def test_what_was_told_in_free_words_leaves_without_anybodys_numbers(
    courier: Courier, receiver: Receiver, store: MemoryStore, clock: StoppedClock
) -> None:
    told = "三号楼的老张身份证11010519491231002X，电话一三八零零一三八零零零，天天半夜装修"
    details = replace(DETAILS, answers=(Told("what", "text", "什么事", told, told, told), *DETAILS.answers))
    filed(store, clock, details=details)
    courier.round()
    (delivery,) = receiver.kept.values()
    what, *others = delivery.details["answers"]
    for key in ("value", "said"):
        assert "天天半夜装修" in what[key] and "三号楼" in what[key]
        assert "1949" not in what[key] and "一三八零零" not in what[key]
    assert [answer["value"] for answer in others] == [NAME, PHONE], "how the person is reached"


def test_what_the_station_does_itself_is_at_the_desk_at_once(store: MemoryStore, clock: StoppedClock) -> None:
    case = filed(store, clock, STATION)
    Courier(StationQueue(), store, clock, only=STATION).round()
    assert life(store, case)[-1] == ("delivered", "station", "")


def test_a_refused_case_goes_back_with_the_reason_and_the_marks_stay_clean(
    courier: Courier, receiver: Receiver, store: MemoryStore, clock: StoppedClock
) -> None:
    receiver.failing = lambda delivery: Refused("王秀英不在本区")
    case = filed(store, clock)
    courier.round()
    returned = case_of(store, case)
    assert (returned.state, returned.result) == (CaseState.RETURNED, "王秀英不在本区")
    assert life(store, case)[-1] == ("returned", "department", "refused")
    (parcel,) = parcels(store, ParcelState.REFUSED)
    assert parcel.problem == "refused"


def test_nothing_goes_out_of_a_case_that_was_taken_back(
    courier: Courier, receiver: Receiver, store: MemoryStore, clock: StoppedClock
) -> None:
    case = filed(store, clock)
    withdraw(case, store, clock, "kiosk")
    courier.round()
    assert receiver.calls == []
    assert parcels(store, ParcelState.DONE)[0].problem == "not_wanted"
    assert case_of(store, case).state is CaseState.WITHDRAWN


def test_a_case_taken_back_while_it_was_on_its_way_stays_taken_back(
    courier: Courier, receiver: Receiver, store: MemoryStore, clock: StoppedClock
) -> None:
    case = filed(store, clock)
    receiver.meanwhile = lambda: withdraw(case, store, clock, "kiosk")
    assert courier.round() == 2
    assert case_of(store, case).state is CaseState.WITHDRAWN
    assert parcels(store, ParcelState.WAITING) == []
    (standing,) = receiver.heard
    assert (standing.about, standing.state) == (next(iter(receiver.kept)), "withdrawn")


def test_it_is_tried_again_when_its_time_has_come_and_not_before(
    courier: Courier, receiver: Receiver, store: MemoryStore, clock: StoppedClock
) -> None:
    case = filed(store, clock)
    receiver.failing = lambda delivery: Unreachable("timeout")
    courier.round()
    (parcel,) = parcels(store, ParcelState.WAITING)
    assert (parcel.problem, parcel.attempts, parcel.taken_until) == ("timeout", 1, None)
    pass_time(clock, seconds=9)
    assert courier.round() == 0
    receiver.failing = lambda delivery: None
    pass_time(clock, seconds=1)
    assert courier.round() == 1
    assert case_of(store, case).state is CaseState.DELIVERED


def test_a_receiver_that_asks_for_time_is_given_it(
    courier: Courier, receiver: Receiver, store: MemoryStore, clock: StoppedClock
) -> None:
    filed(store, clock)
    receiver.failing = lambda delivery: Unreachable("http_429", timedelta(minutes=5))
    courier.round()
    pass_time(clock, minutes=4)
    assert courier.round() == 0
    pass_time(clock, minutes=1)
    assert courier.round() == 1


def fail_for_a_day(courier: Courier, clock: StoppedClock) -> None:
    """Everything due is tried, over and over, for longer than a day."""
    for _ in range(60):
        courier.round()
        pass_time(clock, minutes=30)


def test_after_a_day_in_vain_it_is_given_up_and_can_be_seen_and_revived(
    courier: Courier, receiver: Receiver, store: MemoryStore, clock: StoppedClock
) -> None:
    case = filed(store, clock)
    receiver.failing = lambda delivery: Unreachable("no_connection")
    fail_for_a_day(courier, clock)
    (dead,) = parcels(store, ParcelState.DEAD)
    assert dead.problem == "no_connection"
    assert case_of(store, case).state is CaseState.QUEUED
    receiver.failing = lambda delivery: None
    assert revive(dead, store, clock, "desk")
    assert not revive(dead, store, clock, "desk")
    courier.round()
    assert list(receiver.kept) == [dead.id]
    assert life(store, case)[-2:] == [("queued", "staff", "revived"), ("delivered", "department", "")]


def test_only_the_dead_are_revived_and_only_if_somebody_still_wants_them(
    courier: Courier, receiver: Receiver, store: MemoryStore, clock: StoppedClock
) -> None:
    case = filed(store, clock)
    (waiting,) = parcels(store, ParcelState.WAITING)
    assert not revive(waiting, store, clock, "desk")
    receiver.failing = lambda delivery: Unreachable("timeout")
    fail_for_a_day(courier, clock)
    withdraw(case, store, clock, "kiosk")
    assert not revive(parcels(store, ParcelState.DEAD)[0], store, clock, "desk")


def test_one_bad_parcel_stops_no_other(
    courier: Courier, receiver: Receiver, store: MemoryStore, clock: StoppedClock, caplog: pytest.LogCaptureFixture
) -> None:
    bad, *others = (filed(store, clock) for _ in range(4))
    receiver.failing = lambda delivery: ValueError(NAME) if delivery.number == bad.number else None
    assert courier.round() == 4
    assert {delivery.number for delivery in receiver.kept.values()} == {case.number for case in others}
    (parcel,) = parcels(store, ParcelState.WAITING)
    assert parcel.problem == "ValueError"
    assert "ValueError" in caplog.text and NAME not in caplog.text


def test_a_round_has_an_end(courier: Courier, store: MemoryStore, clock: StoppedClock) -> None:
    for _ in range(MOST_IN_A_ROUND + 1):
        filed(store, clock)
    assert courier.round() == MOST_IN_A_ROUND
    assert courier.round() == 1


class ForgetfulStore:
    """Forgets what the next `forgetting` transactions wanted to write, as when the power goes at commit."""

    def __init__(self, store: MemoryStore) -> None:
        self._store = store
        self.forgetting = 0

    def __call__(self) -> UnitOfWork:
        work = self._store()
        if self.forgetting:
            work.commit = self._forget  # type: ignore[method-assign]
        return work

    def _forget(self) -> None:
        self.forgetting -= 1
        raise StorageError("broken for the test")


def test_what_was_delivered_and_not_written_down_is_delivered_again_under_the_same_key(
    store: MemoryStore, receiver: Receiver, clock: StoppedClock
) -> None:
    forgetful = ForgetfulStore(store)
    case = filed(store, clock)

    def break_once() -> None:
        forgetful.forgetting, receiver.meanwhile = 2, lambda: None

    receiver.meanwhile = break_once
    courier = Courier(receiver, forgetful, clock, only=OFFICE)
    with pytest.raises(StorageError):
        courier.round()
    assert case_of(store, case).state is CaseState.QUEUED
    assert courier.round() == 0
    clock.moment += LEASE
    assert courier.round() == 1
    assert len(receiver.calls) == 2 and len(receiver.kept) == 1
    assert case_of(store, case).state is CaseState.DELIVERED


def test_whoever_lost_the_lease_changes_nothing_any_more(
    courier: Courier, receiver: Receiver, store: MemoryStore, clock: StoppedClock
) -> None:
    """The first courier is so slow that a second one takes the parcel and delivers it."""
    case = filed(store, clock)
    second = Receiver()

    def overtake() -> None:
        clock.moment += LEASE + timedelta(seconds=1)
        assert replace(courier, gateway=second).round() == 1
        left.extend(parcels(store, ParcelState.SENT))
        pass_time(clock, minutes=1)

    left: list[Parcel] = []
    receiver.meanwhile = overtake
    courier.round()
    assert set(receiver.kept) == set(second.kept)
    assert parcels(store, ParcelState.SENT) == left != []
    assert [state for state, _, _ in life(store, case)] == ["confirmed", "queued", "delivered"]


def test_a_slow_failure_takes_nothing_back_from_who_was_faster(
    courier: Courier, receiver: Receiver, store: MemoryStore, clock: StoppedClock
) -> None:
    case = filed(store, clock)

    def overtaken() -> Unreachable:
        clock.moment += LEASE + timedelta(seconds=1)
        replace(courier, gateway=Receiver()).round()
        return Unreachable("timeout")

    receiver.failing = lambda delivery: overtaken()
    courier.round()
    assert case_of(store, case).state is CaseState.DELIVERED
    assert len(parcels(store, ParcelState.SENT)) == 1


def test_a_courier_takes_only_what_is_for_its_destination(
    courier: Courier, receiver: Receiver, store: MemoryStore, clock: StoppedClock
) -> None:
    filed(store, clock, "housing")
    assert courier.round() == 0
    strays = Courier(Nowhere(), store, clock, besides=(STATION, OFFICE))
    assert strays.round() == 1
    assert parcels(store, ParcelState.WAITING)[0].problem == "not_configured"
    filed(store, clock)
    assert strays.round() == 0
