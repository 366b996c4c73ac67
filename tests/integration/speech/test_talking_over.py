"""What real ears make of the kiosk's own voice in its microphone, and of a person who speaks over it."""

import pytest

from kiosk.events import CutIn, FinalHeard
from tests.integration.speech.sounds import RATE, noise, recordings, silence, spoken
from tests.integration.speech.spoken_texts import spoken_sentences
from tests.integration.speech.talking import HALL, QUIET, aloud, events, mixed, stops

pytestmark = pytest.mark.integration

ANSWER = "要带本人身份证和户口簿，到社区去办，电话是12345。"
A_DOZEN = spoken_sentences()[100::180]


@pytest.mark.parametrize("echo", [1.0, 0.3, 0.1])
def test_its_own_voice_does_not_stop_it_however_loud_it_comes_back(echo):
    assert events(mixed(aloud(ANSWER), echo=echo), ANSWER) == []


@pytest.mark.parametrize(("echo", "room"), [(1.0, QUIET), (0.5, HALL)], ids=["loud", "in a noisy hall"])
def test_nothing_that_it_says_stops_it(echo, room):
    assert [text for text in A_DOZEN if stops(mixed(aloud(text), echo=echo, room=room), text)] == []


@pytest.mark.parametrize("murmur", ["嗯", "哦", "嗯嗯"])
def test_a_listeners_murmur_does_not_stop_it(murmur):
    assert events(mixed(aloud(ANSWER), spoken(murmur), echo=0.0), ANSWER) == []


@pytest.mark.parametrize("sound", [noise(0.3, 6_000), noise(1.5, 3_000), noise(0.15, 15_000) + silence(0.3) * 2])
def test_a_noise_over_it_does_not_stop_it(sound):
    assert events(mixed(aloud(ANSWER), sound, echo=0.1), ANSWER) == []


def test_somebody_far_off_in_the_hall_does_not_stop_it():
    far_off = mixed(recordings()[0].read_bytes()[44:], echo=0.004, room=0)
    assert events(mixed(aloud(ANSWER), far_off[RATE:], echo=0.1), ANSWER) == []


@pytest.mark.parametrize("echo", [0.0, 0.1])
@pytest.mark.parametrize("words", ["等一下", "我胸口疼", "老年公交卡怎么办", "我要找人"])
def test_a_persons_words_stop_it(words, echo):
    told = events(mixed(aloud(ANSWER), spoken(words), echo=echo), ANSWER)
    assert CutIn() in told
    final = next(one for one in told if isinstance(one, FinalHeard))
    assert words in final.text
