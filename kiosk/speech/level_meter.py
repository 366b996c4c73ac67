"""Whether a voice reaches the microphone as it should: not from far away, not shouted into it. Pure.

Levels in dB below full scale (dBFS) of the mean power while somebody speaks. Read speech near a microphone lies at
-31 to -41 dBFS; 10 dB less is three times the distance. The detector of voices finds none under about -65.
"""

from __future__ import annotations

from enum import Enum

import numpy as np

_FULL_SCALE = 32_768.0
_QUIET = -50.0
_CLIPPED_FROM = 32_700
_CLIPPED_SHARE = 0.005
"""Of the samples: more is heard as crackling, and understood as other words."""


class Level(Enum):
    """How a voice comes in."""

    FINE = "fine"
    QUIET = "quiet"
    CLIPPED = "clipped"


class LevelMeter:
    """Takes the sound of one utterance."""

    def __init__(self) -> None:
        self._power = 0.0
        self._samples = 0
        self._clipped = 0

    def reset(self) -> None:
        """Another utterance begins."""
        self._power, self._samples, self._clipped = 0.0, 0, 0

    def take(self, pcm: bytes, is_speech: bool) -> None:
        """The next piece of PCM16, and whether there was a voice in it."""
        if not is_speech:
            return
        samples = np.frombuffer(pcm, np.int16).astype(np.float64)
        self._power += float(np.sum(samples**2))
        self._samples += len(samples)
        self._clipped += int(np.count_nonzero(np.abs(samples) >= _CLIPPED_FROM))

    @property
    def level(self) -> Level:
        """Of the utterance so far; fine where there was no voice."""
        if not self._samples:
            return Level.FINE
        if self._clipped > _CLIPPED_SHARE * self._samples:
            return Level.CLIPPED
        mean = self._power / self._samples / _FULL_SCALE**2
        return Level.QUIET if mean < 10 ** (_QUIET / 10) else Level.FINE
