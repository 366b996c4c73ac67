"""The ears and the voice of a messaging app: those of the kiosk, for voice notes."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from itertools import takewhile

from assistant.settings import Settings
from assistant.station_hearing import choose
from assistant.text.speakable import sentences, speakable
from channels.messaging.handling import LONGEST_NOTE
from channels.messaging.ports import Ears, Mute, Unheard, Voice
from channels.messaging.sound import as_voice_note
from kiosk.events import FinalHeard
from kiosk.pace import Pace
from kiosk.ports import Ear, Heard
from kiosk.speech.decoding import decoded
from kiosk.speech.ear import ears_on
from kiosk.speech.errors import AudioError, SpeechError
from kiosk.speech.hesitation import Hesitation
from kiosk.speech.recogniser import Recogniser
from kiosk.speech.sound import RATE
from kiosk.speech.speaker import Speaker, speaker
from kiosk.speech.spoken_sound import strung
from kiosk.speech.voice_errors import VoiceError

log = logging.getLogger(__name__)

_BYTES_PER_SECOND = 2 * RATE
_LONGEST_SPOKEN = 400
"""Characters of a voice message; what is longer is read by the eye."""


def ears_of(settings: Settings) -> Ears | None:
    """The recogniser of this station; None where there is none."""
    try:
        return Listening(ears_on(Recogniser(choose(settings).model), Hesitation.load()))
    except SpeechError as error:
        log.warning("voice notes cannot be listened to: %s", error)
        return None


class Listening:
    """Listens to voice notes, in a thread; what is too long is listened to as far as is borne."""

    def __init__(self, ears: Callable[[], Ear], longest: float = LONGEST_NOTE) -> None:
        self._ears = ears
        self._longest = longest

    async def __call__(self, recording: bytes) -> str:
        """Everything that was said, without spaces; "" where nobody speaks. Raises Unheard."""
        try:
            return await asyncio.to_thread(self._listen, recording)
        except AudioError as error:
            raise Unheard("there is no sound in it") from error

    def _listen(self, recording: bytes) -> str:
        ear, seconds = self._ears(), 0.0
        heard: list[Heard] = []

        def is_borne(pcm: bytes) -> bool:
            nonlocal seconds
            seconds += len(pcm) / _BYTES_PER_SECOND
            return seconds <= self._longest

        for pcm in takewhile(is_borne, decoded(recording)):
            heard += ear.feed(pcm)
        return "".join(one.text for one in (*heard, *ear.finish()) if isinstance(one, FinalHeard))


@asynccontextmanager
async def voice_of() -> AsyncIterator[Voice | None]:
    """The voice of this station as long as it is needed; None where there is none."""
    mouth = speaker()
    try:
        await mouth.start()
    except VoiceError as error:
        log.warning("voice messages cannot be made: %s", error)
        yield None
        return
    try:
        yield Speaking(mouth)
    finally:
        await mouth.close()


class Speaking:
    """Speaks what was written, as a voice message."""

    def __init__(self, mouth: Speaker, pace: Pace | None = None) -> None:
        self._mouth = mouth
        self._pace = pace or Pace()

    async def __call__(self, text: str) -> bytes:
        """OGG/Opus. Raises Mute when there is nothing to say, or the voice fails."""
        said = [sentence for sentence in sentences(text[:_LONGEST_SPOKEN]) if speakable(sentence)]
        if not said:
            raise Mute("there is nothing to say")
        try:
            clips = [await self._mouth.speak(one, self._pace.rate, self._pace.volume_db) for one in said]
        except VoiceError as error:
            raise Mute("the voice fails") from error
        return await asyncio.to_thread(as_voice_note, strung(clips).wav)
