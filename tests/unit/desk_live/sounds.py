"""Somebody says something into a microphone."""

from __future__ import annotations

import numpy as np

from channels.voices.sound import Sound, wav_of

RATE = 22_050


def said(seconds: float = 2.0, loudness: float = 0.1) -> bytes:
    """A tone in a quiet room, as a WAV file."""
    times = np.arange(round(seconds * RATE)) / RATE
    tone = loudness * np.sin(2 * np.pi * 300 * times) * (np.sin(2 * np.pi * 1.5 * times) > -0.5)
    return wav_of(Sound(tone.astype(np.float32), RATE))
