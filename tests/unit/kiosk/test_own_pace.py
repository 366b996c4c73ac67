"""The voice follows how fast a person speaks, gently, and gives way to what they ask for."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.events import FinalHeard
from kiosk.loudspeaker import Loudspeaker
from kiosk.manner import Manner
from kiosk.own_pace import OwnPace
from kiosk.pace import FASTEST, GENTLE_STEP, SLOWEST, Pace

pytestmark = pytest.mark.unit

SENTENCE = "我想问一下高龄津贴怎么领"


def spoken_at(rate: float, text: str = SENTENCE) -> FinalHeard:
    """The sentence by somebody who says so many characters a minute, pauses left out."""
    return FinalHeard(text, 60 * len(text) / rate)


def rates(rate: float, times: int = 20) -> list[int]:
    """How fast the kiosk speaks after each of so many sentences."""
    manner, met = Manner(Loudspeaker.load()), []
    for _ in range(times):
        manner.follow(spoken_at(rate))
        met.append(manner.pace.rate)
    return met


def test_a_stranger_is_spoken_to_at_180_characters_a_minute() -> None:
    assert Pace().rate == 180 and OwnPace().wanted_rate == pytest.approx(180)


@pytest.mark.parametrize("rate", [150, 200, 280, 330])
def test_the_kiosk_comes_near_the_speaker_and_stays_slower_than_they_are(rate: int) -> None:
    assert rates(rate)[-1] == pytest.approx(0.75 * rate, abs=2 * GENTLE_STEP)
    assert rates(rate)[-1] < rate


def test_who_speaks_faster_is_spoken_to_faster() -> None:
    ends = [rates(rate)[-1] for rate in (140, 200, 260, 320, 400)]
    assert ends == sorted(ends) and ends[0] < 150 and ends[-1] > 240


@pytest.mark.parametrize("rate", [90, 450])
def test_it_moves_by_small_steps_and_stays_within_120_and_260(rate: int) -> None:
    met = [180, *rates(rate, 40)]
    assert all(abs(after - before) <= GENTLE_STEP for before, after in pairwise(met))
    assert met[-1] in (SLOWEST, FASTEST)


def test_a_usual_speaker_changes_nothing() -> None:
    assert set(rates(240)) == {180}


@pytest.mark.parametrize(
    "heard", [FinalHeard("好", 0.4), FinalHeard(SENTENCE), FinalHeard(SENTENCE, 0.2), FinalHeard(SENTENCE, 60.0)]
)
def test_a_word_an_unmeasured_or_an_impossible_utterance_tells_nothing(heard: FinalHeard) -> None:
    manner = Manner(Loudspeaker.load())
    for _ in range(30):
        manner.follow(heard)
    assert manner.pace == Pace()


@pytest.mark.parametrize(("change", "rate"), [("down", 144), ("up", 225)])
def test_asked_for_a_pace_the_kiosk_keeps_to_it(change: str, rate: int) -> None:
    manner = Manner(Loudspeaker.load())
    manner.change("pace", change)
    for _ in range(20):
        manner.follow(spoken_at(400 if change == "down" else 100))
    assert manner.pace.rate == rate


def test_a_wish_for_more_volume_does_not_fix_the_pace() -> None:
    manner = Manner(Loudspeaker.load())
    manner.change("volume", "up")
    for _ in range(20):
        manner.follow(spoken_at(140))
    assert manner.pace.rate < 150 and manner.pace.volume_db == 6.0


@given(st.lists(st.tuples(st.text(max_size=40), st.floats(0, 40)), max_size=30))
def test_whatever_is_heard_the_pace_stays_within_its_bounds(heard: list[tuple[str, float]]) -> None:
    manner = Manner(Loudspeaker.load())
    for text, seconds in heard:
        manner.follow(FinalHeard(text, seconds))
        assert SLOWEST <= manner.pace.rate <= FASTEST
