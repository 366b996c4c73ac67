"""Practice: the kiosk's own voice says an example into its own ears, as a person would at the microphone."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator

from kiosk.hearing import Hearing
from kiosk.ports import Mouth
from kiosk.speech.decoding import pcm16
from kiosk.speech.sound import RATE, SAMPLE_BYTES

FRAME_BYTES = RATE // 10 * SAMPLE_BYTES
"""100 ms of PCM16."""
SILENCE_FRAMES = 50
"""5 s: longer than the most patient end of turn."""


async def rehearse(sentence: str, mouth: Mouth, hearing: Hearing, listening: Callable[[], bool]) -> None:
    """Speak the sentence into `hearing` in real time, then silence until it no longer listens.

    Raises what the mouth raises, and kiosk.speech.errors.AudioError when its sound is none.
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


def _frames(pcm: bytes) -> Iterator[bytes]:
    for start in range(0, len(pcm), FRAME_BYTES):
        yield pcm[start : start + FRAME_BYTES].ljust(FRAME_BYTES, b"\0")
    for _ in range(SILENCE_FRAMES):
        yield bytes(FRAME_BYTES)
