"""Sound to listen to: the synthetic voice, real recordings, noise; and the ears that can be tried on them."""

from __future__ import annotations

import io
import shutil
import subprocess
import wave
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from kiosk.ports import Heard
from kiosk.speech.decoding import pcm16
from kiosk.speech.ear import SpeechEar, ears_on
from kiosk.speech.hesitation import Hesitation
from kiosk.speech.recogniser import Recogniser
from kiosk.speech.sound import RATE

PROJECT = Path(__file__).parents[3]
TINY_MODEL = PROJECT / "tests/data/tiny-vosk-zh"
RECORDINGS = PROJECT.parent / "shared/speech/recordings"
SENTENCES = PROJECT / "tests/tiny_vosk/data/test_final.txt"


@cache
def recogniser() -> Recogniser:
    """One model for all tests."""
    return Recogniser(TINY_MODEL)


def new_ear() -> SpeechEar:
    """A fresh ear that understands the synthetic voice."""
    return ears_on(recogniser(), Hesitation.load())()


def hear(pcm: bytes, ear: SpeechEar | None = None, frame: int = 3_200) -> list[Heard]:
    """Everything that is heard in the sound, given in frames of so many bytes, as from a microphone."""
    ear = ear or new_ear()
    heard = [one for start in range(0, len(pcm), frame) for one in ear.feed(pcm[start : start + frame])]
    return heard + ear.finish()


@cache
def spoken(text: str, words_a_minute: int = 160) -> bytes:
    """PCM16, 16 kHz, of the synthetic voice, without the silence around it."""
    program = shutil.which("espeak-ng")
    if program is None:
        pytest.skip("espeak-ng is not installed")
    command = [program, "-v", "sit/cmn-latn-pinyin", "-s", str(words_a_minute), "--stdout", text]
    samples = np.frombuffer(pcm16(subprocess.run(command, check=True, capture_output=True).stdout), np.int16)
    loud = np.flatnonzero(abs(samples) > 50)
    return samples[loud[0] : loud[-1] + 1].tobytes()


def silence(seconds: float) -> bytes:
    """Digital silence."""
    return bytes(2 * round(seconds * RATE))


def noise(seconds: float, level: float) -> bytes:
    """White noise; `level` is its RMS, of 32,767."""
    return in_noise(silence(seconds), level)


def in_noise(pcm: bytes, level: float) -> bytes:
    """The sound with white noise over it, the same every time."""
    samples = np.frombuffer(pcm, np.int16)
    added = samples + np.random.default_rng(1).standard_normal(len(samples)) * level
    return np.clip(added, -32_768, 32_767).astype(np.int16).tobytes()


def recordings() -> Sequence[Path]:
    """Real people, read speech, 16 kHz."""
    if not RECORDINGS.is_dir():
        pytest.skip(f"the real recordings are kept outside the project, and {RECORDINGS} is not here")
    return sorted(RECORDINGS.glob("*.wav"))


def wav_of(pcm: bytes, rate: int = RATE) -> bytes:
    """A WAV file's contents."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(pcm)
    return out.getvalue()


def errors_between(said: str, heard: str) -> int:
    """Characters to change, add or leave out (Levenshtein)."""
    row = list(range(len(heard) + 1))
    for count, wanted in enumerate(said, 1):
        diagonal, row[0] = row[0], count
        for place, got in enumerate(heard, 1):
            diagonal, row[place] = (
                row[place],
                min(row[place] + 1, row[place - 1] + 1, diagonal + (wanted != got)),
            )
    return row[-1]
