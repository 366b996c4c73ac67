"""The figures of a day that was counted by hand come out as they were counted."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import astuple
from datetime import timedelta
from typing import Any

import pytest

from actions.events.model import Event, Kind
from actions.figures.devices import HOLDS, uptimes
from actions.figures.indicators import PARTS, Indicators, Share, indicators, parted
from actions.figures.visit import Outcome, visits_of
from actions.model import session_reference
from tests.unit.figures.day import END, EXPECTED, START, events

pytestmark = pytest.mark.unit


def written(figures: Indicators, name: str) -> Any:
    """A figure as the file writes it."""
    value = getattr(figures, name)
    if isinstance(value, Share):
        return [value.part, value.whole]
    return [list(astuple(stop)) for stop in value] if name == "stops" else value


def assert_as_counted(figures: Indicators, expected: Mapping[str, Any]) -> None:
    assert {name: written(figures, name) for name in expected} == expected


def test_the_day_as_a_whole() -> None:
    assert set(EXPECTED["all"]) == set(Indicators.__dataclass_fields__), "every figure is counted by hand"
    assert_as_counted(indicators(events()), EXPECTED["all"])


@pytest.mark.parametrize("by", PARTS)
def test_the_day_in_parts(by: str) -> None:
    found = {name: indicators(part) for name, part in parted(events(), PARTS[by]).items()}
    assert set(found) == set(EXPECTED[by])
    for name, expected in EXPECTED[by].items():
        assert_as_counted(found[name], expected)


def test_the_time_a_device_worked() -> None:
    found = {one.device: [one.working, one.known] for one in uptimes(events(), END)}
    assert found == EXPECTED["devices"]


def test_whether_a_device_works_now_is_told_only_while_its_last_note_holds() -> None:
    noted = [
        Event(END - timedelta(minutes=minutes), Kind.DEVICE, detail="printer", amount=amount)
        for minutes, amount in ((30, 1), (10, 0))
    ]
    assert [one.now for one in uptimes(noted, END)] == [False]
    assert [one.now for one in uptimes(noted, END + HOLDS)] == [None]


def test_the_order_of_what_is_read_changes_nothing() -> None:
    shuffled = events()
    random.Random(1).shuffle(shuffled)
    assert shuffled != events()
    assert indicators(shuffled) == indicators(events())


def test_nothing_at_all_gives_no_figure_and_no_error() -> None:
    none = indicators([])
    assert (none.visits, none.done, none.done.value, none.minutes, none.answer_ms) == (0, Share(0, 0), None, None, None)


def test_a_case_that_is_sent_back_was_not_done_at_the_first_visit() -> None:
    later = Event(END + timedelta(days=3), Kind.CASE_RETURNED, session_reference("B"), "kiosk", "pension_cert")
    outcomes = {visit.session: visit.outcome for visit in visits_of([*events(), later])}
    assert outcomes[session_reference("B")] is Outcome.NOT_DONE
    assert outcomes[session_reference("H")] is Outcome.FILED


def test_one_person_who_comes_twice_makes_two_visits() -> None:
    again = [
        Event(START + timedelta(hours=20), kind, session_reference("G"), "telegram", "id_card", detail="place")
        for kind in (Kind.VISIT_STARTED, Kind.TURN, Kind.ANSWERED)
    ]
    assert indicators([*events(), *again]).visits == EXPECTED["all"]["visits"] + 1
