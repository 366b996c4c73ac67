"""What real ears make of the kiosk's own voice in its microphone, and of a person who speaks over it."""

import numpy as np
import pytest

from kiosk.barge_in import BargeIn
from kiosk.events import CutIn, FinalHeard
from kiosk.overhearing import Overhearing
from kiosk.speech.phrasing import Phrasing
from kiosk.turn_state import Mode, Turn
from tests.integration.speech.sounds import hear, in_noise, silence, spoken

pytestmark = pytest.mark.integration

ANSWER = "要带本人身份证和户口簿，到社区去办，电话是12345。"
SPEAKING = Turn(mode=Mode.SPEAKING, pending=(1,))
ROOM = 20


def mixed(voice, person=b"", after=1.0, echo=1.0):
    """The kiosk's voice as its microphone gets it back, and a person over it from the second `after`."""
    told = np.frombuffer(silence(0.3) + voice + silence(3), np.int16) * echo
    said = np.frombuffer(silence(0.3 + after) + person + silence(3), np.int16)
    both = np.zeros(max(len(told), len(said)))
    both[: len(told)] += told
    both[: len(said)] += said
    return in_noise(both.clip(-32_768, 32_767).astype(np.int16).tobytes(), ROOM)


def events(sound):
    """What happens to a turn in which the answer is being spoken, up to the first words that cut in, and with them."""
    overhearing, told = Overhearing(BargeIn.load(), Phrasing.load()), []
    overhearing.say(ANSWER)
    for one in hear(sound):
        told += overhearing.events(one, SPEAKING)
    return told


def answer_aloud():
    return spoken("".join(phrase.text for phrase in Phrasing.load().phrases(ANSWER, 180)))


@pytest.mark.parametrize("echo", [1.0, 0.3, 0.1])
def test_its_own_voice_does_not_stop_it_however_loud_it_comes_back(echo):
    assert events(mixed(answer_aloud(), echo=echo)) == []


@pytest.mark.parametrize("murmur", ["嗯", "哦", "嗯嗯"])
def test_a_listeners_murmur_does_not_stop_it(murmur):
    assert events(mixed(answer_aloud(), spoken(murmur), echo=0.0)) == []


@pytest.mark.parametrize("echo", [0.0, 0.1])
@pytest.mark.parametrize("words", ["等一下", "我胸口疼", "老年公交卡怎么办", "我要找人"])
def test_a_persons_words_stop_it(words, echo):
    told = events(mixed(answer_aloud(), spoken(words), echo=echo))
    assert CutIn() in told
    final = next(one for one in told if isinstance(one, FinalHeard))
    assert words in final.text
