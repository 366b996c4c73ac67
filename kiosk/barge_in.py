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
_FEWEST_OVER = 3
"""Characters of a word that is looked for in the middle of the kiosk's own voice: shorter ones come up by chance."""
_SHARE = 0.3
"""Of what was heard; less is the kiosk's own voice, misheard here and there."""
_MISHEARD, _MISHEARD_SHORT = 0.5, 0.4
"""Up to here (see `Parted.unlike`) it is what the kiosk says, misheard; two syllables are like others by chance."""
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
    """words: what the person said. meaning: what it counts for. is_clear: it is no small part of what was heard.
    is_sure: the very word stands there, after no echo, and unlike what is said.
    """

    words: str
    meaning: Meaning
    is_clear: bool = True
    is_sure: bool = True

    @property
    def is_urgent(self) -> bool:
        """Whether the voice stops before the person has finished."""
        return self.meaning is Meaning.CALL or (self.meaning is Meaning.STOP and self.is_clear)

    @property
    def stops_at_once(self) -> bool:
        """Whether it need not be heard a second time: a guess may be another one in a moment."""
        return self.is_urgent and self.is_sure

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
    written: tuple[str, ...]
    over: tuple[str, ...]
    safety: SafetyReader

    @classmethod
    @cache
    def load(cls, path: Path = DATA) -> BargeIn:
        """Raises OSError when the file cannot be read, KeyError when it lacks an entry."""
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        listening = "|".join(sorted(data["listening"], key=len, reverse=True))
        cues = {name: tuple(map(_cue, data[name])) for name in ("stop", "call", "resume")}
        written, over = (_longer((*data["call"], *data["stop"]), length) for length in (_FEWEST, _FEWEST_OVER))
        safety = SafetyReader.from_file(SAFETY_PATTERNS)
        return cls(re.compile(listening), written=written, over=over, safety=safety, **cues)

    def judge(self, heard: str, said: Sequence[str]) -> Overheard:
        """heard: a stretch of speech, without spaces or punctuation. said: the sentences that may sound in it, as they
        are read aloud, in order."""
        parted = without_echo(heard, "".join(said), self.over)
        if self._tells_of_danger(heard, parted, said):
            return Overheard(heard, Meaning.CALL, is_sure=False)
        if _is_misheard(parted) and not self._is_written(parted.own):
            return self._within(parted.within)
        meaning = self._meaning(parted)
        is_cut = meaning is not Meaning.WORDS or parted.before >= _LONGEST_REPEATED
        words = parted.rest if is_cut else heard
        return Overheard(words, meaning, self._is_clear(parted), self._is_sure(parted))

    def _tells_of_danger(self, heard: str, parted: Parted, said: Sequence[str]) -> bool:
        """Whether there is a danger in the middle of the voice, and none in what it says."""
        if not parted.own or self.safety.read(heard) is None:
            return False
        return self.safety.read(parted.rest) is None and self.safety.read("".join(said)) is None

    def _within(self, words: Sequence[str]) -> Overheard:
        """Words right over the voice come out in the middle of it."""
        if not words:
            return Overheard("", Meaning.NOTHING)
        meaning = Meaning.CALL if _sounds(words[0]) in self.call else Meaning.STOP
        return Overheard(words[0], meaning, is_sure=False)

    def _is_sure(self, parted: Parted) -> bool:
        if (parted.own,) in self.stop:
            return True
        return self._is_written(parted.own) and parted.before < _FEWEST and not _is_misheard(parted)

    def _is_written(self, own: str) -> bool:
        return (own,) in self.stop or any(word in own for word in self.written)

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
        is_said = self._length(own) >= _FEWEST and self._is_clear(parted)
        return Meaning.WORDS if is_said else Meaning.MURMUR

    def _is_clear(self, parted: Parted) -> bool:
        return self._length(parted.own) >= _SHARE * (parted.before + len(parted.rest))

    def _length(self, own: str) -> int:
        return sum(map(is_hanzi, self.listening.sub("", own)))


def _is_misheard(parted: Parted) -> bool:
    return parted.unlike <= (_MISHEARD if len(parted.own) > _FEWEST else _MISHEARD_SHORT)


def _longer(words: Sequence[str], length: int) -> tuple[str, ...]:
    return tuple(word for word in words if len(word) >= length)


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
