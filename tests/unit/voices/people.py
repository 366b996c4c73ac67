"""People who record: noise shaped like a voice, at any level, with whatever a microphone adds."""

from __future__ import annotations

import numpy as np

from channels.voices.sound import Sound

RATE = 22_050


def voice(seconds: float, loudness: float, seed: int = 1) -> np.ndarray:
    """Comes and goes as syllables do; `loudness` is its RMS, of full scale."""
    count = round(seconds * RATE)
    noise = np.random.default_rng(seed).standard_normal(count) * np.abs(np.sin(np.arange(count) * 4 * np.pi / RATE))
    return np.asarray(noise / np.sqrt(np.mean(noise**2)) * loudness, np.float32)


def recorded(
    *parts: tuple[float, float], noise: float = 0.0003, loudness: float = 0.05, around: float = 0.5, gain: float = 1.0
) -> Sound:
    """A recording: for each part seconds of voice and of silence after it; over noise, with silence around it."""
    pieces = [np.zeros(round(around * RATE), np.float32)]
    for number, (spoken, silent) in enumerate(parts or ((2.0, 0.0),)):
        pieces += [voice(spoken, loudness, number), np.zeros(round(silent * RATE), np.float32)]
    samples = np.concatenate([*pieces, np.zeros(round(around * RATE), np.float32)])
    hiss = np.random.default_rng(7).standard_normal(len(samples)) * noise
    return Sound(np.clip((samples + hiss) * gain, -1, 1).astype(np.float32), RATE)
