"""What a scenario says, as sound: synthetic speech, real recordings, silence, coughs, noise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pytest

from kiosk.speech.decoding import pcm16
from kiosk.speech.sound import RATE
from tests.integration.speech.sounds import RECORDINGS, noise, silence, spoken, wav_of

Piece = str | float | Mapping[str, Any]


def wav(pieces: Sequence[Piece]) -> bytes:
    """The pieces one after another, as a WAV file."""
    return wav_of(b"".join(map(_pcm, pieces)))


def _pcm(piece: Piece) -> bytes:
    if isinstance(piece, str):
        return spoken(piece)
    if isinstance(piece, int | float):
        return silence(piece)
    ((kind, value),) = piece.items()
    return {"cough": coughs, "noise": lambda seconds: noise(seconds, 2_000), "recording": recording}[kind](value)


def coughs(times: int) -> bytes:
    """Bursts of low-passed noise, with a hard beginning and a soft end."""
    return b"".join(_cough(seed) + silence(0.25) for seed in range(times))


def _cough(seed: int) -> bytes:
    count = round(0.3 * RATE)
    rough = np.convolve(np.random.default_rng(seed).standard_normal(count), np.ones(8) / 8, mode="same")
    shape = np.exp(-np.arange(count) / (0.08 * RATE))
    return (20_000 * rough * shape).clip(-32_768, 32_767).astype(np.int16).tobytes()


def recording(name: str) -> bytes:
    """A real person; the test is skipped where the recordings are not."""
    path = RECORDINGS / f"{name}.wav"
    if not path.exists():
        pytest.skip(f"the real recordings are kept outside the project, and {path} is not here")
    return pcm16(path)
