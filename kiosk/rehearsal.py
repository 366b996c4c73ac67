"""Practice: the kiosk's own voice says an example into its own ears, as a person would at the microphone."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Callable, Iterator

import av

from kiosk.hearing import Hearing
from kiosk.ports import Mouth

RATE = 16_000
FRAME_BYTES = RATE // 10 * 2
"""100 ms of PCM16."""
SILENCE_FRAMES = 40
"""4 s: longer than the most patient end of turn."""


async def rehearse(sentence: str, mouth: Mouth, hearing: Hearing, listening: Callable[[], bool]) -> None:
    """Speak the sentence into `hearing` in real time, then silence until it no longer listens.

    Raises what the mouth raises, and av.error.FFmpegError when its sound is no WAV.
    """
    clip = await mouth.speak(sentence)
    pcm = await asyncio.to_thread(pcm16, clip.wav)
    for frame in _frames(pcm):
        if not listening():
            return
        hearing.take(frame)
        await asyncio.sleep(0.1)
    if listening():
        hearing.done()


def pcm16(wav: bytes) -> bytes:
    """A WAV of any rate as PCM16, 16 kHz, mono. Raises av.error.FFmpegError when it is none."""
    resampler = av.AudioResampler(format="s16", layout="mono", rate=RATE)
    with av.open(io.BytesIO(wav), mode="r") as source:
        frames = [out for frame in source.decode(audio=0) for out in resampler.resample(frame)]
    frames += resampler.resample(None)
    return b"".join(frame.to_ndarray().tobytes() for frame in frames)


def _frames(pcm: bytes) -> Iterator[bytes]:
    for start in range(0, len(pcm), FRAME_BYTES):
        yield pcm[start : start + FRAME_BYTES].ljust(FRAME_BYTES, b"\0")
    for _ in range(SILENCE_FRAMES):
        yield bytes(FRAME_BYTES)
