"""A recording is used when it is good, and made again, with the reason, when it is not."""

import numpy as np
import pytest

from channels.voices.errors import VoicePackError
from channels.voices.loudness import NORMAL_LEVEL, level
from channels.voices.sound import Sound, read_wav, wav_of
from channels.voices.take import Problem, take_of
from tests.unit.voices.people import RATE, recorded

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("loudness", [0.01, 0.05, 0.15])
def test_soft_and_loud_people_become_equally_loud(loudness: float) -> None:
    take = take_of(recorded(loudness=loudness, noise=loudness / 200))
    assert take.problems == ()
    assert level(take.sound.samples) == pytest.approx(NORMAL_LEVEL, abs=1)
    assert take.level_db == pytest.approx(20 * np.log10(loudness), abs=3)


def test_the_silence_around_the_words_is_cut_and_that_within_them_is_kept() -> None:
    take = take_of(recorded((1.0, 0.6), (1.0, 0.0), around=1.5))
    assert take.sound.seconds == pytest.approx(2.6 + 0.24, abs=0.15)


def test_a_direct_current_is_no_sound() -> None:
    shifted = recorded()
    take = take_of(Sound(shifted.samples + np.float32(0.1), RATE))
    assert take.problems == () and abs(float(take.sound.samples.mean())) < 0.001


@pytest.mark.parametrize(
    ("recording", "problem"),
    [
        (Sound(np.zeros(RATE, np.float32), RATE), Problem.SILENT),
        (Sound(np.zeros(0, np.float32), RATE), Problem.SILENT),
        (recorded(loudness=0.002, noise=0.00002), Problem.TOO_QUIET),
        (recorded(loudness=0.3, gain=4.0), Problem.CLIPPED),
        (recorded(loudness=0.03, noise=0.012), Problem.NOISY),
        (recorded((31.0, 0.0)), Problem.TOO_LONG),
        (recorded(around=0.0), Problem.CUT_OFF),
    ],
)
def test_what_is_wrong_is_named(recording: Sound, problem: Problem) -> None:
    assert problem in take_of(recording).problems


def test_a_recording_survives_being_a_file() -> None:
    sound = take_of(recorded()).sound
    again = read_wav(wav_of(sound))
    assert again.rate == sound.rate and np.allclose(again.samples, sound.samples, atol=1e-3)


@pytest.mark.parametrize(
    "contents", [b"", b"RIFF", b"ID3 of something else", wav_of(Sound(np.zeros(9, np.float32), 8_000))]
)
def test_what_is_no_recording_of_ours_is_refused_in_a_sentence(contents: bytes) -> None:
    with pytest.raises(VoicePackError, match=r"\.$"):
        read_wav(contents)
