"""Sentences spoken by the kiosk's own voice and heard by its own ears: what understanding must cope with."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from itertools import cycle

from assistant.text.speakable import sentences
from kiosk.ports import Ear
from kiosk.speech.speaker import Speaker
from kiosk.speech.spoken_sound import strung
from kiosk.speech.transcribe import readings

RATES = (180, 130, 240)
"""Characters a minute, by turns: as most people speak, slowly, and fast."""

_AT_ONCE = 4


async def heard_again(
    texts: Sequence[str], speaker: Speaker, ears: Callable[[], Ear]
) -> AsyncIterator[tuple[str, ...]]:
    """What is heard of each text, in their order, each with what else it may have been; the speaker must be started.

    Raises VoiceError when one cannot be spoken, AudioError when the sound cannot be read.
    """
    slots = asyncio.Semaphore(_AT_ONCE)

    async def round_trip(text: str, rate: int) -> tuple[str, ...]:
        async with slots:
            said = [await speaker.speak(sentence, rate) for sentence in sentences(text) or [text]]
            return await asyncio.to_thread(readings, strung(said).wav, ears)

    trips = [asyncio.ensure_future(round_trip(text, rate)) for text, rate in zip(texts, cycle(RATES), strict=False)]
    try:
        for trip in trips:
            yield await trip
    finally:
        for trip in trips:
            trip.cancel()
