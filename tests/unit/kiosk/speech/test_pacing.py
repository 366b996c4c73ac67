"""A slower voice makes longer pauses before it draws out its words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.speech.engine import property_for
from kiosk.speech.pacing import FASTEST_PHRASE, SLOWEST_PHRASE, Pause, pause_seconds, phrase_speed

pytestmark = pytest.mark.unit

TWO = [Pause.COMMA, Pause.END]


def overall(rate: int, pauses: list[Pause], characters: int) -> float:
    spoken = 60 * characters / phrase_speed(rate, pauses, characters)
    return 60 * characters / (spoken + sum(pause_seconds(pauses, characters, spoken, rate)))


@pytest.mark.parametrize("rate", [144, 180, 216, 260])
def test_the_whole_comes_at_the_rate_that_was_asked_for(rate):
    assert overall(rate, TWO, 18) == pytest.approx(rate, rel=0.05)


def test_between_normal_and_slow_the_pauses_grow_more_than_the_words():
    spoken = {rate: 60 * 18 / phrase_speed(rate, TWO, 18) for rate in (120, 180)}
    silent = {rate: sum(pause_seconds(TWO, 18, spoken[rate], rate)) for rate in (120, 180)}
    assert silent[120] / silent[180] > 1.5 > spoken[120] / spoken[180]


@given(st.integers(120, 260), st.lists(st.sampled_from(Pause), min_size=1, max_size=9), st.integers(1, 12))
def test_no_speed_and_no_pause_leaves_its_bounds(rate, pauses, length):
    characters = length * len(pauses)
    speed = phrase_speed(rate, pauses, characters)
    assert SLOWEST_PHRASE <= speed <= FASTEST_PHRASE
    for pause, seconds in zip(pauses, pause_seconds(pauses, characters, 60 * characters / speed, rate), strict=True):
        assert pause.value.least <= seconds <= pause.value.most + 1e-9


@given(st.integers(120, 259), st.lists(st.sampled_from(Pause), min_size=1, max_size=9), st.integers(1, 12))
def test_faster_is_never_slower(rate, pauses, length):
    characters = length * len(pauses)
    assert overall(rate + 1, pauses, characters) >= overall(rate, pauses, characters) - 1e-6


def test_the_groups_of_a_number_stand_600_ms_apart_at_any_rate():
    for rate in (120, 180, 260):
        assert pause_seconds([Pause.GROUP, Pause.END], 7, 2.0, rate)[0] == pytest.approx(0.6)


def test_many_short_phrases_are_said_faster_but_a_number_is_not():
    assert phrase_speed(180, [Pause.COMMA] * 3, 15) > phrase_speed(180, [Pause.END], 15)
    number = [Pause.GROUP, Pause.GROUP, Pause.AGAIN, Pause.GROUP, Pause.GROUP, Pause.END]
    assert phrase_speed(180, number, 22) == pytest.approx(1.2 * 180)


@pytest.mark.parametrize(("characters_a_minute", "measured"), [(129, 100), (185, 140), (277, 200), (340, 240)])
def test_the_voice_is_told_what_was_measured(characters_a_minute, measured):
    assert property_for(characters_a_minute) == pytest.approx(measured, abs=4)
