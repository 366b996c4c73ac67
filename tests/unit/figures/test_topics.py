"""Needs are shown in groups, and no group is smaller than five people."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.events.model import Event, Kind
from actions.figures.topics import (
    FEWEST,
    Wish,
    by_gap,
    by_topic,
    by_topic_and_grid,
    by_topic_and_week,
    groups,
    shown,
    wishes_of,
)
from actions.model import Need, NeedKind, session_reference
from tests.unit.figures.day import START, events

pytestmark = pytest.mark.unit

WISHES = st.builds(
    Wish,
    session=st.integers(0, 30).map(str),
    topic=st.sampled_from("abc"),
    grid=st.sampled_from(("", "one", "two")),
    week=st.sampled_from(("2026-W47", "2026-W48")),
    is_met=st.booleans(),
    gap=st.sampled_from(("", "expired")),
)
KEYS = st.sampled_from((by_topic, by_topic_and_week, by_topic_and_grid, by_gap))


@given(st.lists(WISHES, max_size=120), KEYS)
def test_no_number_ever_tells_of_fewer_than_five_people(wishes: list[Wish], key: object) -> None:
    assert callable(key)
    found = groups(wishes, key)
    for group in found:
        people = {wish.session for wish in wishes if key(wish) == group.key}
        assert group.people == len(people) >= FEWEST
        for number in (group.met, group.unmet):
            assert number is None or number == 0 or number >= FEWEST
        assert group.met is None or group.unmet is None or group.met + group.unmet == group.people


@given(st.dictionaries(st.integers(0, 20), st.integers(1, 12)))
def test_what_is_left_out_cannot_be_reckoned_from_the_whole(counts: dict[int, int]) -> None:
    kept = shown(counts)
    hidden = sum(counts.values()) - sum(counts[key] for key in kept)
    assert not kept or hidden == 0 or hidden >= FEWEST


def test_one_person_who_asks_ten_times_is_one_person() -> None:
    wish = Wish("one", "id_card", "", "2026-W48", False)
    assert groups([wish] * 10, by_topic) == ()
    many = [replace(wish, session=str(number)) for number in range(FEWEST)]
    assert [group.people for group in groups(many * 2, by_topic)] == [FEWEST]


def test_wishes_come_from_visits_and_from_what_could_not_be_answered() -> None:
    need = Need(NeedKind.EXPIRED, "", "kiosk", "ask.fee", "id_card", START, session_reference("Z"))
    without_session = replace(need, session="")
    grid = Event(START + timedelta(hours=9, minutes=16), Kind.CASE_FILED, session_reference("B"), detail="one")
    wishes = wishes_of([*events(), grid], [need, without_session])
    told = {(wish.topic, wish.is_met, wish.gap, wish.grid) for wish in wishes}
    assert told == {
        ("elder_card", True, "", ""),
        ("pension_cert", True, "", "one"),
        ("pension_cert", False, "", ""),
        ("id_card", False, "", ""),
        ("id_card", True, "", ""),
        ("id_card", False, "expired", ""),
    }
    assert len(wishes) == 6
