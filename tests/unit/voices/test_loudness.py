"""Sentences are equally loud; louder never clips."""

import numpy as np
import pytest

from channels.voices.loudness import NORMAL_LEVEL, at_level, level, limited

pytestmark = pytest.mark.unit


def voice(loudness: float) -> np.ndarray:
    """Noise that comes and goes, peaks well above its mean, as speech does."""
    noise = np.random.default_rng(1).standard_normal(22_050) * np.abs(np.sin(np.arange(22_050) / 900))
    return np.clip(noise * loudness, -1, 1).astype(np.float32)


@pytest.mark.parametrize("loudness", [0.01, 0.05, 0.2])
def test_soft_and_loud_voices_come_out_alike(loudness):
    assert level(at_level(voice(loudness), 0)) == pytest.approx(NORMAL_LEVEL, abs=1)


@pytest.mark.parametrize(("low", "high"), [(-6.0, 0.0), (0.0, 6.0), (6.0, 12.0)])
def test_a_step_of_6_db_is_heard_as_one(low, high):
    step = level(at_level(voice(0.1), high)) - level(at_level(voice(0.1), low))
    assert step == pytest.approx(6, abs=1.2)


def test_the_loudest_does_not_clip_and_keeps_order():
    assert np.abs(at_level(voice(0.1), 12)).max() <= 1
    ramp = np.linspace(-1.5, 1.5, 301, dtype=np.float32)
    assert (np.diff(limited(ramp)) > 0).all() and np.allclose(limited(ramp[120:180]), ramp[120:180])


def test_silence_stays_silent():
    silence = np.zeros(100, np.float32)
    assert not at_level(silence, 12).any() and level(silence) == float("-inf")
