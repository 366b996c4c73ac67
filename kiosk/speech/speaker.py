"""The kiosk's mouth: sentences become clips, at the pace and the volume a person wants.

::

    sentence --> Phrasing --> Pronunciation --> Engine --> pacing --> loudness --> SpokenClip
                 phrases      pinyin            sounds     pauses     level        kept in memory

What somebody at the station has recorded is not made but taken from `kiosk.speech.voice_pack`.
How pyttsx3 is made reliable stands in `kiosk.speech.engine`, how a voice is made slow in
`kiosk.speech.pacing`. What is spoken is never logged and never on a command line, and stays in memory.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable
from dataclasses import replace
from types import TracebackType

from channels.voices.loudness import at_level
from kiosk.pace import FASTEST, LOUDEST, QUIETEST, SLOWEST, Pace
from kiosk.speech.clip_cache import ClipCache, Saying
from kiosk.speech.engine import Engine
from kiosk.speech.pacing import pause_seconds, phrase_speed
from kiosk.speech.phrasing import Phrasing
from kiosk.speech.pronunciation import Pronunciation
from kiosk.speech.spoken_sound import SpokenClip, clip_of, joined, read, silent_clip
from kiosk.speech.voice_errors import VoiceError
from kiosk.speech.voice_pack import RecordedVoice
from kiosk.speech.worker_process import Spelling

log = logging.getLogger(__name__)

_NORMAL = Pace()
_TRIED = "1"


def speaker(engine: Engine | None = None, recorded: RecordedVoice | None = None) -> Speaker:
    """A speaker with the voice of this machine, and the station's own for what was recorded."""
    return Speaker(engine or Engine(), Phrasing.load(), Pronunciation.load(), ClipCache(), recorded)


class Speaker:
    """The `Mouth` of `kiosk.ports`; several sentences may be asked for at once."""

    def __init__(
        self,
        engine: Engine,
        phrasing: Phrasing,
        pronunciation: Pronunciation,
        cache: ClipCache,
        recorded: RecordedVoice | None = None,
    ) -> None:
        self._engine = engine
        self._phrasing = phrasing
        self._pronunciation = pronunciation
        self._cache = cache
        self._recorded = recorded
        self._fixed: dict[Saying, SpokenClip] = {}

    async def __aenter__(self) -> Speaker:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def start(self) -> None:
        """Raises NoVoiceError where there is no voice on this machine, VoiceError where it does not start."""
        await self._engine.start()
        await asyncio.to_thread(self._pronunciation.syllables, "")

    async def close(self) -> None:
        """Say no more, and forget what was said."""
        self.forget()
        await self._engine.close()

    def forget(self) -> None:
        """Forget what was said to the person who leaves."""
        self._cache.clear()

    async def prepare(self, sentences: Iterable[str]) -> None:
        """Have sentences that everybody hears ready. Raises VoiceError."""
        for sentence in sentences:
            saying = Saying(sentence, self._engine.voice, _NORMAL.rate, _NORMAL.volume_db)
            self._fixed[saying] = await self._made(saying)

    async def speak(self, sentence: str, rate: int = _NORMAL.rate, volume_db: float = _NORMAL.volume_db) -> SpokenClip:
        """The sentence at `rate` characters a minute, `volume_db` over the normal level.

        Without a word in it, it is a moment of silence. Raises VoiceError when it cannot be spoken,
        ValueError for a rate or a volume out of bounds.
        """
        _check(rate, volume_db)
        recorded = await self._as_recorded(sentence, Pace(rate, volume_db))
        return recorded or await self._synthesised(sentence, rate, volume_db)

    async def is_well(self) -> bool:
        """Whether a sound can be made now: one that was made before would tell nothing."""
        try:
            await self._made(Saying(_TRIED, self._engine.voice, _NORMAL.rate, _NORMAL.volume_db))
        except VoiceError as error:
            log.warning("the voice does not work: %s", error)
            return False
        return True

    async def _as_recorded(self, sentence: str, pace: Pace) -> SpokenClip | None:
        return None if self._recorded is None else await asyncio.to_thread(self._recorded.find, sentence, pace)

    async def _synthesised(self, sentence: str, rate: int, volume_db: float) -> SpokenClip:
        saying = Saying(sentence, self._engine.voice, rate, volume_db)
        clip = self._fixed.get(saying) or self._cache.get(saying)
        if clip is None:
            clip = await self._made(saying)
            self._cache.put(saying, clip)
        return clip

    async def _made(self, saying: Saying) -> SpokenClip:
        phrases = self._phrasing.phrases(saying.text, saying.rate)
        if not phrases:
            return silent_clip()
        pauses = [phrase.pause for phrase in phrases]
        characters = sum(len(phrase.text) for phrase in phrases)
        spellings = [Spelling(one.text, self._pronunciation.spelling(one.text)) for one in phrases]
        speed = phrase_speed(saying.rate, pauses, characters)
        sounds = [read(file) for file in await self._engine.say(spellings, speed)]
        spoken = sum(sound.seconds for sound in sounds)
        whole = joined(sounds, pause_seconds(pauses, characters, spoken, saying.rate))
        return clip_of(replace(whole, samples=at_level(whole.samples, saying.volume_db)))


def _check(rate: int, volume_db: float) -> None:
    if not SLOWEST <= rate <= FASTEST:
        raise ValueError(f"The rate must be between {SLOWEST} and {FASTEST} characters a minute.")
    if not QUIETEST <= volume_db <= LOUDEST:
        raise ValueError(f"The volume must be between {QUIETEST:g} and {LOUDEST:g} dB.")
