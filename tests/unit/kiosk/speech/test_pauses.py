"""How long a speaker pauses, and what is made of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.speech.pauses import FellSilent, Pauses, PauseWatch, WentOn

pytestmark = pytest.mark.unit

CHUNK = 0.032
LENGTHS = st.lists(st.floats(0.5, 6), max_size=30)


def play(*stretches):
    """Stretches of (seconds, is there a voice); what the watch tells."""
    watch = PauseWatch()
    told = [watch.process(CHUNK, voiced) for seconds, voiced in stretches for _ in range(round(seconds / CHUNK))]
    return [one for one in told if one]


def test_a_pause_is_told_once_when_it_is_noticed_and_once_when_it_is_over():
    fell, went_on = play((1, True), (1.2, False), (1, True))
    assert fell == FellSilent() and isinstance(went_on, WentOn)
    assert went_on.seconds == pytest.approx(1.2, abs=0.15)


def test_a_breath_is_no_pause_and_a_click_does_not_end_one():
    assert play((1, True), (0.4, False), (1, True)) == []
    fell, went_on = play((1, True), (0.8, False), (0.064, True), (0.8, False), (1, True))
    assert fell == FellSilent() and went_on.seconds == pytest.approx(1.7, abs=0.15)


def test_one_who_never_pauses_long_is_answered_as_quickly_as_ever():
    assert Pauses((0.6, 0.8, 0.9)).patience(1.5) == 1.5


def test_one_who_nearly_was_cut_off_is_given_more_time():
    assert Pauses().after(0.6).after(1.4).patience(1.5) == pytest.approx(2.1)
    assert Pauses((2.4,)).patience(3.0) == pytest.approx(3.6)


def test_a_long_pause_of_long_ago_is_forgotten():
    pauses = Pauses((1.4,))
    for _ in range(12):
        pauses = pauses.after(0.6)
    assert pauses.patience(1.5) == 1.5


@given(LENGTHS, st.floats(1, 4))
def test_patience_is_never_under_the_questions_own_and_never_far_over_it(lengths, own):
    pauses = Pauses()
    for length in lengths:
        pauses = pauses.after(length)
    assert own <= pauses.patience(own) <= own + 1.5
