"""Voices from far away, shouted into the microphone, and as they should be."""

import numpy as np
import pytest

from kiosk.speech.level_meter import Level, LevelMeter

pytestmark = pytest.mark.unit


def voice(dbfs, seconds=0.5):
    """A hum at that level, cut off at full scale."""
    time = np.arange(round(16_000 * seconds)) / 16_000
    samples = np.sqrt(2) * 32_768 * 10 ** (dbfs / 20) * np.sin(2 * np.pi * 200 * time)
    return np.clip(samples, -32_768, 32_767).astype(np.int16).tobytes()


def level_of(*pieces):
    meter = LevelMeter()
    for dbfs, is_speech in pieces:
        meter.take(voice(dbfs), is_speech)
    return meter.level


@pytest.mark.parametrize(
    ("dbfs", "level"),
    [
        (-3.5, Level.FINE),
        (-30, Level.FINE),
        (-45, Level.FINE),
        (-55, Level.QUIET),
        (-70, Level.QUIET),
        (6, Level.CLIPPED),
    ],
)
def test_the_level_of_a_voice(dbfs, level):
    assert level_of((dbfs, True)) is level


def test_only_the_voice_counts_and_nothing_is_fine():
    assert level_of((-30, True), (-80, False), (-80, False)) is Level.FINE
    assert level_of((-60, True), (-10, False)) is Level.QUIET
    assert level_of((-80, False)) is level_of() is Level.FINE


def test_a_single_knock_is_no_shouting():
    meter = LevelMeter()
    meter.take(voice(-30, 2), True)
    meter.take(np.full(100, 32_767, np.int16).tobytes(), True)
    assert meter.level is Level.FINE


def test_every_utterance_is_measured_by_itself():
    meter = LevelMeter()
    meter.take(voice(-60), True)
    meter.reset()
    meter.take(voice(-30), True)
    assert meter.level is Level.FINE
