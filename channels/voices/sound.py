"""One recording as samples, from a WAV file and back. 16 bit, mono; any usual rate is kept as it is."""

from __future__ import annotations

import io
import wave
from dataclasses import dataclass

import numpy as np

from channels.voices.errors import VoicePackError
from channels.voices.loudness import Samples

SLOWEST_RATE, FASTEST_RATE = 16_000, 48_000
"""Samples a second: less is a telephone, more is for bats."""
_FULL_SCALE = 32_768
_SAMPLE_BYTES = 2


@dataclass(frozen=True)
class Sound:
    """rate: samples a second."""

    samples: Samples
    rate: int

    @property
    def seconds(self) -> float:
        return len(self.samples) / self.rate


def read_wav(contents: bytes) -> Sound:
    """The sound in a WAV file's contents. Raises VoicePackError when it is none of ours."""
    try:
        with wave.open(io.BytesIO(contents)) as file:
            shape, rate = (file.getnchannels(), file.getsampwidth()), file.getframerate()
            pcm = file.readframes(file.getnframes())
    except (wave.Error, EOFError, RuntimeError) as error:
        raise VoicePackError("A recording is no WAV file.") from error
    if shape != (1, _SAMPLE_BYTES) or not SLOWEST_RATE <= rate <= FASTEST_RATE:
        raise VoicePackError("A recording must be WAV, 16 bit, mono, 16 to 48 kHz.")
    whole = pcm[: len(pcm) // _SAMPLE_BYTES * _SAMPLE_BYTES]
    return Sound(np.frombuffer(whole, "<i2").astype(np.float32) / _FULL_SCALE, rate)


def wav_of(sound: Sound) -> bytes:
    """The contents of a WAV file."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(_SAMPLE_BYTES)
        file.setframerate(sound.rate)
        file.writeframes((np.clip(sound.samples, -1, 1) * (_FULL_SCALE - 1)).astype("<i2").tobytes())
    return out.getvalue()
