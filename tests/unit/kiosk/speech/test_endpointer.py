"""When a turn begins and ends, on made-up sound."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.speech.endpointer import Endpointer, EndpointRules, Moment

pytestmark = pytest.mark.unit

CHUNK = 0.032


def chunks(seconds):
    return round(seconds / CHUNK)


def play(endpointer, *stretches, chunk=CHUNK):
    """Stretches of (seconds, is there a voice); each moment with the second at which it came."""
    told, now = [], 0.0
    for seconds, is_speech in stretches:
        for _ in range(round(seconds / chunk)):
            now += chunk
            moment = endpointer.process(chunk, is_speech)
            if moment:
                told.append((moment, now))
    return told


def moments(endpointer, *stretches):
    return [moment for moment, _ in play(endpointer, *stretches)]


def test_a_click_is_not_speech_and_a_short_yes_is():
    assert moments(Endpointer(), (1, False), (0.064, True), (2, False)) == []
    assert moments(Endpointer(), (1, False), (0.2, True), (2, False)) == [Moment.STARTED, Moment.ENDED]


def test_clicks_far_apart_do_not_add_up_and_a_voice_with_a_hole_does():
    click = (0.064, True)
    assert moments(Endpointer(), *([click, (0.5, False)] * 20)) == []
    assert moments(Endpointer(), click, (0.128, False), click) == [Moment.STARTED]


@given(
    patience=st.floats(0.5, 4),
    turns=st.lists(st.tuples(st.floats(0.2, 3), st.floats(0.05, 0.95)), min_size=1, max_size=8),
)
def test_no_pause_shorter_than_the_patience_ends_a_turn(patience, turns):
    speech = [part for talk, pause in turns for part in ((talk, True), (pause * (patience - CHUNK), False))]
    endpointer = Endpointer(patience, EndpointRules(longest=100))
    assert moments(endpointer, *speech) == [Moment.STARTED]
    assert moments(endpointer, (0.2, True), (patience + 2 * CHUNK, False)) == [Moment.ENDED]


@given(patience=st.floats(0.5, 4), chunk=st.floats(0.01, 0.1))
def test_the_end_comes_when_the_patience_is_over_whatever_the_size_of_the_pieces(patience, chunk):
    (_, started), (moment, ended) = play(Endpointer(patience), (1, True), (6, False), chunk=chunk)
    assert moment is Moment.ENDED and started < 0.3
    assert abs(ended - round(1 / chunk) * chunk - patience) < 2 * chunk


@given(st.lists(st.tuples(st.floats(0, 5), st.booleans()), max_size=30))
def test_a_start_is_always_followed_by_an_end_and_no_turn_outlasts_the_longest(stretches):
    told = play(Endpointer(), *stretches, (5, False))
    kinds = [moment for moment, _ in told]
    assert kinds == [Moment.STARTED, Moment.ENDED] * (len(kinds) // 2)
    for (_, start), (_, end) in zip(told[::2], told[1::2], strict=True):
        assert end - start < 30 + CHUNK


def test_one_who_never_pauses_is_cut_at_the_longest_and_heard_on():
    told = moments(Endpointer(rules=EndpointRules(longest=10)), (25, True))
    assert told == [Moment.STARTED, Moment.ENDED, Moment.STARTED, Moment.ENDED, Moment.STARTED]


def test_a_click_while_waiting_for_the_end_does_not_put_it_off():
    end = play(Endpointer(), (1, True), (1, False), (0.064, True), (3, False))[-1]
    assert end[0] is Moment.ENDED and end[1] < 1 + 1.5 + 4 * CHUNK


def test_patience_can_grow_while_the_silence_lasts():
    endpointer = Endpointer(1.5)
    assert moments(endpointer, (1, True), (1.4, False)) == [Moment.STARTED]
    endpointer.patience = 3.0
    assert moments(endpointer, (1.4, False)) == []
    assert moments(endpointer, (0.3, False)) == [Moment.ENDED]


def test_a_turn_can_be_stopped_once():
    endpointer = Endpointer()
    assert not endpointer.stop()
    play(endpointer, (1, True))
    assert endpointer.is_talking and endpointer.stop() and not endpointer.stop()
    assert moments(endpointer, (3, False)) == []
