"""Several people at once, on every kind of database: a seat, a favour and a point are given once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import TypeVar

import pytest
from sqlalchemy.engine import Engine

from actions.activities.keeping import FIELD, SIGN_UP, put_on, take_seat
from actions.activities.model import Activity, SeatState
from actions.cases.filing import Filing, file
from actions.cases.model import Details, Told
from actions.model import new_id, session_reference
from actions.neighbours.keeping import NeighbourError, approve
from actions.neighbours.model import OFFER, REQUEST
from actions.passes.digest import KeyedDigest
from actions.points.booking import card_for, give, reasons, redeem
from actions.points.model import KIND, PointsError, balances, movements
from actions.residents.lookup import Lookup
from actions.store.desk_work import SqlDeskUnits
from actions.store.unit_of_work import SqlUnitsOfWork
from tests.unit.actions.fakes import CIPHER, StoppedClock

pytestmark = pytest.mark.integration

T = TypeVar("T")
CROWD = 6
DIGEST = KeyedDigest(b"d" * 32)


def at_once(works: Sequence[Callable[[], T]]) -> list[T]:
    """What came of each, all begun together."""
    gate = Barrier(len(works))

    def begun(work: Callable[[], T]) -> T:
        gate.wait()
        return work()

    with ThreadPoolExecutor(len(works)) as people:
        return list(people.map(begun, works))


def test_the_last_seat_is_one_persons_and_everybody_else_stands_in_line(units: SqlUnitsOfWork) -> None:
    clock = StoppedClock()
    put_on(Activity(new_id(), "合唱排练", "活动室", clock.now() + timedelta(days=3), 1), units, clock)
    wish = Details("self", (Told(FIELD, "choice", "活动", "合唱排练", "合唱排练"),))
    cases = [
        file(Filing(new_id(), session_reference(str(n)), "kiosk", SIGN_UP, "驿站", wish, None), units, clock)
        for n in range(CROWD)
    ]
    taken = at_once([lambda case=case: take_seat(case, units, clock) for case in cases])
    states = [seat.state for _, seat, _ in filter(None, taken)]
    assert sorted(states) == [SeatState.SEATED, *[SeatState.WAITING] * (CROWD - 1)]
    with units() as work:
        seats = work.activities.seats(taken[0][0].id) if taken[0] else ()
    assert [seat.state for seat in seats].count(SeatState.SEATED) == 1


def test_two_of_the_staff_find_one_helper_and_not_two(any_engine: Engine, units: SqlUnitsOfWork) -> None:
    clock, desk = StoppedClock(), SqlDeskUnits(any_engine, CIPHER, b"a" * 32)
    told = {"kind": "陪去医院", "part": "都可以", "days": "哪天都行", "pass_on": "yes"}

    def filed(service: str, name: str, phone: str) -> str:
        answers = {**told, "name": name, "phone": phone}
        types = {"name": "name", "phone": "phone"}
        details = Details("self", tuple(Told(k, types.get(k, "choice"), k, v, v) for k, v in answers.items()))
        return file(
            Filing(new_id(), session_reference(name), "kiosk", service, "驿站", details, None), units, clock
        ).number

    request = filed(REQUEST, "王秀英", "13800138000")
    offers = [filed(OFFER, name, phone) for name, phone in (("李建国", "13900138000"), ("钱秀珍", "13800138001"))]

    def brought_together(offer: str) -> bool:
        try:
            approve(request, offer, "staff", desk, clock)
        except NeighbourError:
            return False
        return True

    assert at_once([lambda offer=offer: brought_together(offer) for offer in offers]).count(True) == 1


def test_what_a_card_holds_is_given_and_spent_once(units: SqlUnitsOfWork) -> None:
    clock = StoppedClock()
    card = card_for("赵玉梅", "13800138000", units, clock, Lookup(b"k" * 32)).card
    reason = reasons()["accompany"]

    def moved(work: Callable[[], object]) -> bool:
        try:
            work()
        except PointsError:
            return False
        return True

    give(card, reasons()["lesson"], "lesson wifi", units, clock, DIGEST)
    gifts = [lambda: moved(lambda: give(card, reason, "favour 1", units, clock, DIGEST))] * CROWD
    assert at_once(gifts).count(True) == 1
    buys = [lambda n=n: moved(lambda: redeem(card, 10, f"soap {n}", units, clock, DIGEST)) for n in range(CROWD)]
    assert at_once(buys).count(True) == 1
    with units() as work:
        assert balances(movements(work.ledger.entries(KIND)))[card] == 3
