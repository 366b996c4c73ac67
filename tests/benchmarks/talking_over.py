"""How often the kiosk takes its own voice for somebody who speaks, and somebody who speaks for its own voice.

No echo is cancelled here: the microphone gets the voice back as loud as a person, or half as loud in a noisy hall, and
people speak over it while it comes back at a tenth and at a third.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle

from tests.benchmarks.speech_figures import Mistaken
from tests.integration.speech.sounds import spoken
from tests.integration.speech.talking import HALL, QUIET, aloud, mixed, stops

WORDS = ("等一下", "我要找人", "老年公交卡怎么办", "我胸口疼", "我没有户口簿", "慢一点说", "换一个问题", "在哪里办")
ALONE = ((1.0, QUIET), (0.5, HALL))
OVER = (0.1, 0.3)
"""How loud the voice comes back, and how loud the room is."""


def own_voice(sentences: Sequence[str]) -> Mistaken:
    """Sentences that stopped themselves."""
    wrong = sum(stops(mixed(aloud(text), echo=echo, room=room), text) for text in sentences for echo, room in ALONE)
    return Mistaken(wrong, len(sentences) * len(ALONE))


def people(sentences: Sequence[str]) -> Mistaken:
    """People who were not heard over the voice."""
    tried = [(text, words, echo) for text, words in zip(sentences, cycle(WORDS), strict=False) for echo in OVER]
    wrong = sum(not stops(mixed(aloud(text), spoken(words), echo=echo), text) for text, words, echo in tried)
    return Mistaken(wrong, len(tried))
