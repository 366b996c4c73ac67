"""What is heard while the kiosk itself speaks: its own voice, somebody listening, or somebody who wants to speak.

The browser cancels the echo, never all of it. So what is heard is laid beside what is being said, sound by sound:
what fits is the kiosk's own voice, and only the rest is a person's. No clock, no sound, no state.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path

import yaml

from assistant.settings import SAFETY_PATTERNS
from assistant.text.hanzi import is_hanzi
from assistant.text.pinyin import fold, syllables
from assistant.text.safety import SafetyReader
from kiosk.echo import Parted, without_echo

DATA = Path(__file__).with_name("barge_in.zh.yml")

_FEWEST = 2
"""Characters of a person's own that are words, not a noise heard as one."""
_SHARE = 0.3
"""Of what was heard; less is the kiosk's own voice, misheard here and there."""
_LONGEST_REPEATED = 4
"""A person who takes up a word just said goes on with something of their own before they have said so much."""


class Meaning(Enum):
    """What is to be made of what was heard."""

    NOTHING = "nothing"
    """The kiosk's own voice, a cough, a noise."""
    MURMUR = "murmur"
    """Somebody who is listening."""
    WORDS = "words"
    """Somebody says something."""
    STOP = "stop"
    """Somebody says something that need not be heard to its end to stop the voice."""
    RESUME = "resume"
    """Somebody is back from a pause."""
    CALL = "call"
    """Somebody needs a person, or is in danger."""


@dataclass(frozen=True)
class Overheard:
    """words: what the person said. meaning: what it counts for."""

    words: str
    meaning: Meaning

    @property
    def stops_at_once(self) -> bool:
        """Whether the voice stops before the person has finished."""
        return self.meaning in (Meaning.STOP, Meaning.CALL)

    @property
    def is_words(self) -> bool:
        """Whether a person said something that is more than listening."""
        return self.meaning not in (Meaning.NOTHING, Meaning.MURMUR)


@dataclass(frozen=True)
class BargeIn:
    """The words it goes by; see the comments in `barge_in.zh.yml`. Build it once with `load` and share it."""

    listening: re.Pattern[str]
    stop: tuple[tuple[str, ...], ...]
    call: tuple[tuple[str, ...], ...]
    resume: tuple[tuple[str, ...], ...]
    safety: SafetyReader

    @classmethod
    @cache
    def load(cls, path: Path = DATA) -> BargeIn:
        """Raises OSError when the file cannot be read, KeyError when it lacks an entry."""
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        listening = "|".join(sorted(data["listening"], key=len, reverse=True))
        cues = {name: tuple(map(_cue, data[name])) for name in ("stop", "call", "resume")}
        return cls(re.compile(listening), safety=SafetyReader.from_file(SAFETY_PATTERNS), **cues)

    def judge(self, heard: str, said: Sequence[str]) -> Overheard:
        """heard: a stretch of speech, without spaces or punctuation. said: the sentences that may sound in it, as they
        are read aloud, in order."""
        parted = without_echo(heard, "".join(said))
        meaning = self._meaning(parted)
        is_cut = meaning is not Meaning.WORDS or parted.before >= _LONGEST_REPEATED
        return Overheard(parted.rest if is_cut else heard, meaning)

    def _meaning(self, parted: Parted) -> Meaning:
        own = parted.own
        if not own:
            return Meaning.NOTHING
        if _has(own, self.call) or self.safety.read(parted.rest) is not None:
            return Meaning.CALL
        if _has(own, self.stop):
            return Meaning.STOP
        if _has(own, self.resume):
            return Meaning.RESUME
        enough = max(_FEWEST, _SHARE * (parted.before + len(parted.rest)))
        return Meaning.WORDS if self._length(own) >= enough else Meaning.MURMUR

    def _length(self, own: str) -> int:
        return sum(map(is_hanzi, self.listening.sub("", own)))


def _has(own: str, cues: Sequence[tuple[str, ...]]) -> bool:
    sounds = _sounds(own)
    return any(cue == (own,) or (len(cue) > 1 and cue in _windows(sounds, len(cue))) for cue in cues)


def _windows(sounds: tuple[str, ...], size: int) -> Iterator[tuple[str, ...]]:
    return (sounds[start : start + size] for start in range(len(sounds) - size + 1))


def _cue(word: str) -> tuple[str, ...]:
    """By its sound; a word of one syllable, which many others sound like, as it is written."""
    return _sounds(word) if len(word) > 1 else (word,)


def _sounds(text: str) -> tuple[str, ...]:
    return tuple(map(fold, syllables(text)))
