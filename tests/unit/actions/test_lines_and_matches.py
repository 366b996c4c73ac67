"""Whatever happens in whatever order: nobody loses a seat or a turn, and only neighbours who suit are matched."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.activities.model import Seat, SeatState, first_state, moving_up, waiting
from actions.catalogue.loader import load_catalogue
from actions.neighbours.model import OFFER, REQUEST, Offer, Request, candidates, fits, kinds
from actions.points.booking import reasons
from actions.visits.model import HOME_VISIT, often

pytestmark = pytest.mark.unit

START = datetime(2026, 11, 24, 9, tzinfo=timezone.utc)
HOPING = (SeatState.SEATED, SeatState.WAITING)
GRIDS, KINDS = st.sampled_from(["一", "二", None]), st.sampled_from(["accompany", "errand"])
PARTS = st.sampled_from(["morning", "afternoon", "any"])
REQUESTS = st.builds(
    Request, st.text("ab", min_size=1), KINDS, GRIDS, st.none() | st.dates(date(2026, 1, 1), date(2027, 1, 1)), PARTS
)
OFFERS = st.builds(
    Offer, st.text("ab", min_size=1), KINDS, GRIDS, st.sampled_from(["weekdays", "weekend", "any"]), PARTS
)


@given(st.integers(1, 4), st.lists(st.one_of(st.none(), st.integers(0, 30)), max_size=30))
def test_seats_go_to_whoever_asked_first_and_nobody_who_has_one_loses_it(seats: int, steps: list[int | None]) -> None:
    """A step is somebody who asks (None), or somebody who gives up."""
    asked: list[Seat] = []
    for number, step in enumerate(steps):
        before = [one.case for one in asked if one.state is SeatState.SEATED]
        if step is None:
            moment = START + timedelta(minutes=number)
            asked.append(Seat(f"{number:03}", "a", moment, first_state(seats, asked)))
            gone = None
        else:
            place = step % len(asked) if asked else None
            gone = asked[place].case if place is not None else None
            asked = [replace(one, state=SeatState.GONE) if one.case == gone else one for one in asked]
        for one in moving_up(seats, asked):
            asked[asked.index(one)] = replace(one, state=SeatState.SEATED)
        seated = [one for one in asked if one.state is SeatState.SEATED]
        assert len(seated) == min(seats, sum(one.state in HOPING for one in asked))
        assert {case for case in before if case != gone} <= {one.case for one in seated}
        if waiting(asked):
            assert max(one.at for one in seated) < waiting(asked)[0].at


@given(REQUESTS, st.lists(OFFERS, max_size=6))
def test_only_the_same_kind_grid_and_time_match_and_nobody_is_taken_twice_for_a_day(
    request: Request, offers: list[Offer]
) -> None:
    for one in candidates(request, offers):
        assert (one.kind, one.grid) == (request.kind, request.grid)
        assert "any" in (one.part, request.part) or one.part == request.part
        weekend = request.day is not None and request.day.weekday() > 4
        assert request.day is None or one.days in ("any", "weekend" if weekend else "weekdays")
    busy = {(one.case, request.day) for one in offers}
    assert candidates(request, offers, busy) == ()
    assert all(fits(request, one) is (one in candidates(request, offers)) for one in offers)


def test_the_choices_of_the_forms_are_those_the_matching_knows() -> None:
    forms = load_catalogue().forms.feedback
    choices = {(id_, field.key): field.choices for id_, one in forms.items() for field in one.form.fields}
    assert choices[REQUEST, "kind"] == choices[OFFER, "kind"] == tuple(kinds().reasons)
    assert choices[REQUEST, "part"] == choices[OFFER, "part"] == tuple(kinds().parts)
    assert choices[OFFER, "days"] == tuple(kinds().days)
    assert choices[HOME_VISIT, "often"] == tuple(often())
    assert set(kinds().reasons.values()) <= set(reasons())
