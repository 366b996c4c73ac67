"""The ear measures how fast somebody speaks, well enough to follow them."""

import pytest

from kiosk.events import FinalHeard
from kiosk.own_pace import OwnPace
from tests.integration.speech.sounds import hear, silence, spoken

pytestmark = pytest.mark.integration

SENTENCE = "高龄津贴怎么领，要带身份证和照片吗"
PAUSE = silence(1.0)


def rate_of(pcm: bytes) -> float:
    """Characters a minute of what is heard, pauses left out."""
    (final,) = (one for one in hear(pcm) if isinstance(one, FinalHeard))
    own = OwnPace(0, 0).after(final.text, final.seconds)
    return 60 * own.characters / own.seconds


def test_who_speaks_faster_is_found_to_speak_faster() -> None:
    slow, usual, fast = (rate_of(spoken(SENTENCE, words)) for words in (110, 160, 220))
    assert slow < 0.85 * usual < usual < 0.85 * fast


def test_a_pause_in_the_middle_makes_nobody_slower() -> None:
    first, second = spoken("高龄津贴怎么领"), spoken("要带身份证和照片吗")
    assert rate_of(first + PAUSE + second) == pytest.approx(rate_of(first + silence(0.2) + second), rel=0.15)
