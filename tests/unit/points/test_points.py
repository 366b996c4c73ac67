"""Points come from helping, each occasion once, and add up."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.points.booking import card_for, give, reasons, redeem
from actions.points.model import GIVEN, KIND, SPENT, Movement, PointsError, balances, movements
from tests.unit.actions.fakes import Station

pytestmark = pytest.mark.unit

PHONE = "13800138000"


def a_card(station: Station, name: str = "赵玉梅") -> str:
    return card_for(name, PHONE, station.store, station.clock, station.resources.lookup).card


def gave(station: Station, card: str, reason: str, occasion: str) -> None:
    give(card, reasons()[reason], occasion, station.store, station.clock, station.resources.digest)


def took(station: Station, card: str, points: int, occasion: str) -> None:
    redeem(card, points, occasion, station.store, station.clock, station.resources.digest)


def held(station: Station) -> dict[str, int]:
    with station.store() as work:
        return dict(balances(movements(work.ledger.entries(KIND))))


def test_a_person_has_one_card_however_their_name_is_heard(station: Station) -> None:
    assert a_card(station, "赵玉梅") == a_card(station, "赵玉眉") != a_card(station, "李国强")


def test_points_go_from_one_account_to_another_and_all_accounts_together_hold_nothing(station: Station) -> None:
    card = a_card(station)
    gave(station, card, "accompany", "case 1")
    took(station, card, 4, "soap 1")
    assert held(station) == {GIVEN: -10, card: 6, SPENT: 4}


def test_an_occasion_counts_once(station: Station) -> None:
    card = a_card(station)
    gave(station, card, "lesson", "scams")
    with pytest.raises(PointsError, match="twice"):
        gave(station, card, "lesson", "scams")


def test_nobody_collects_without_end_in_a_month(station: Station) -> None:
    card = a_card(station)
    for day in range(10):
        gave(station, card, "lesson", f"lesson {day}")
    with pytest.raises(PointsError, match="cap"):
        gave(station, card, "lesson", "one more")
    station.clock.moment += timedelta(days=31)
    gave(station, card, "lesson", "one more")


@pytest.mark.parametrize(("points", "problem"), [(11, "too_few"), (0, "amount"), (-5, "amount")])
def test_more_than_there_is_cannot_be_redeemed(station: Station, points: int, problem: str) -> None:
    card = a_card(station)
    gave(station, card, "accompany", "case 1")
    with pytest.raises(PointsError, match=problem):
        took(station, card, points, "soap")


def test_a_card_nobody_has_gets_nothing(station: Station) -> None:
    with pytest.raises(PointsError, match="card"):
        gave(station, "12345678", "lesson", "scams")


@given(st.lists(st.tuples(st.sampled_from(["a", "b", GIVEN, SPENT]), st.sampled_from("cd"), st.integers(1, 50))))
def test_what_one_account_gains_others_give(moves: list[tuple[str, str, int]]) -> None:
    moved = [
        Movement(one, other, points, "lesson", date(2026, 11, 24), str(n))
        for n, (one, other, points) in enumerate(moves)
    ]
    assert sum(balances(moved).values()) == 0
