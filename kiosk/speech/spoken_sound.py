"""Sound of phrases: read from an engine's files, cut free of silence, joined with pauses, made a WAV file."""

from __future__ import annotations

import io
import wave
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from channels.voices.loudness import Samples
from channels.voices.sound import Sound, wav_of
from kiosk.speech.decoding import pcm16
from kiosk.speech.errors import AudioError
from kiosk.speech.sound import RATE, SAMPLE_BYTES
from kiosk.speech.voice_errors import VoiceError

_FULL_SCALE = 32_768
_SILENT = 0.002
_MARGIN = 0.02
"""Seconds kept around what can be heard: soft first and last consonants."""
_LEAD = 0.08
"""Seconds of silence first: loudspeakers wake late."""


@dataclass(frozen=True)
class SpokenClip:
    """A whole WAV file: 16 bit, mono; and its length in seconds."""

    wav: bytes
    seconds: float


def read(contents: bytes) -> Sound:
    """The sound of a file's contents, without the silence around it.

    WAV keeps its rate, any other format comes at 16 kHz. Raises VoiceError where there is no sound in it.
    """
    try:
        pcm, rate = _frames(contents) if contents.startswith(b"RIFF") else (pcm16(contents), RATE)
    except (AudioError, wave.Error, EOFError) as error:
        raise VoiceError("The voice made no sound.") from error
    return _trimmed(Sound(np.frombuffer(pcm, "<i2").astype(np.float32) / _FULL_SCALE, rate))


def _trimmed(sound: Sound) -> Sound:
    heard = np.flatnonzero(np.abs(sound.samples) > _SILENT)
    if not len(heard):
        raise VoiceError("The voice made no sound.")
    margin = round(_MARGIN * sound.rate)
    return Sound(sound.samples[max(0, heard[0] - margin) : heard[-1] + 1 + margin], sound.rate)


def joined(sounds: Sequence[Sound], pauses: Sequence[float]) -> Sound:
    """The sounds one after the other, a pause of so many seconds after each. All have one rate."""
    rate = sounds[0].rate
    pieces = [_silence(_LEAD, rate)]
    for sound, pause in zip(sounds, pauses, strict=True):
        pieces += [sound.samples, _silence(pause, rate)]
    return Sound(np.concatenate(pieces), rate)


def clip_of(sound: Sound) -> SpokenClip:
    """As a WAV file."""
    return SpokenClip(wav_of(sound), sound.seconds)


def silent_clip() -> SpokenClip:
    """A moment in which nothing is said."""
    return clip_of(Sound(_silence(_LEAD, RATE), RATE))


def strung(clips: Sequence[SpokenClip]) -> SpokenClip:
    """One clip after the other. All have one rate."""
    parts = [_frames(clip.wav) for clip in clips]
    return _clip(b"".join(pcm for pcm, _ in parts), parts[0][1])


def _frames(contents: bytes) -> tuple[bytes, int]:
    with wave.open(io.BytesIO(contents)) as file:
        return file.readframes(file.getnframes()), file.getframerate()


def _clip(pcm: bytes, rate: int) -> SpokenClip:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(SAMPLE_BYTES)
        file.setframerate(rate)
        file.writeframes(pcm)
    return SpokenClip(out.getvalue(), len(pcm) / SAMPLE_BYTES / rate)


def _silence(seconds: float, rate: int) -> Samples:
    return np.zeros(round(seconds * rate), np.float32)
