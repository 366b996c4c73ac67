"""Whether the kiosk can hear and speak."""

from __future__ import annotations

import asyncio

from assistant.health.model import Finding, less, well
from assistant.settings import Settings


def speech_model(settings: Settings) -> Finding:
    """Whether people are understood."""
    from assistant.station_hearing import choose
    from kiosk.speech.errors import SpeechModelError

    try:
        chosen = choose(settings)
    except SpeechModelError as error:
        return less("missing", problem=error)
    return less("demonstration", model=chosen.model) if chosen.is_demonstration else well(model=chosen.model)


def voice(settings: Settings) -> Finding:
    """Whether the kiosk can speak: it says a sentence to itself."""
    from kiosk.speech.errors import SpeechError

    try:
        seconds = asyncio.run(_say())
    except SpeechError as error:
        return less("none", problem=error)
    return well(seconds=f"{seconds:.1f}")


async def _say() -> float:
    from kiosk.sentences import Sentences
    from kiosk.settings import WEB
    from kiosk.speech.speaker import speaker

    async with speaker() as mouth:
        return (await mouth.speak(Sentences.load(WEB).spoken["wiped"])).seconds
