"""A volunteer's own sentence: as loud as any other, not too long, and none of it that nobody would hear."""

from __future__ import annotations

import numpy as np
import pytest

from channels.desk.live.naming import live_words
from channels.desk.live.own_voice import MOST_BYTES, NotHeard, own_voice
from channels.voices.loudness import NORMAL_LEVEL, level
from channels.voices.sound import read_wav
from tests.unit.desk_live.sounds import said

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("loudness", [0.03, 0.1, 0.7])
def test_it_is_as_loud_as_every_other_sentence(loudness: float) -> None:
    heard = read_wav(own_voice(said(loudness=loudness)))
    assert abs(level(heard.samples) - NORMAL_LEVEL) < 1 and np.abs(heard.samples).max() < 1


@pytest.mark.parametrize(
    ("sound", "why"),
    [
        (said(loudness=0.0), "voice_silent"),
        (said(loudness=0.001), "voice_too_quiet"),
        (said(seconds=16), "voice_too_long"),
        (bytes(MOST_BYTES + 1), "voice_too_long"),
        (b"no sound", "no_sound"),
        (b"", "no_sound"),
    ],
)
def test_what_nobody_would_hear_is_refused(sound: bytes, why: str) -> None:
    with pytest.raises(NotHeard) as refused:
        own_voice(sound)
    assert refused.value.problem == why and why in live_words()["problems"]
