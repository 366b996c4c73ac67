"""How a phrase is pronounced: pinyin with tone digits, one syllable a character.

espeak-ng guesses the readings of hanzi and is wrong in 银行, 长者, 重新, 着急 and many more; it takes pinyin
at its word, and changes only a third tone before a third. So every phrase reaches it in pinyin: as pypinyin
reads it in context, corrected by `pronunciation.zh.yml`, and with the tone changes of 一 and 不.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

DATA = Path(__file__).with_name("pronunciation.zh.yml")


@dataclass(frozen=True)
class ToneChange:
    """A character whose tone depends on the next one. keeps: matches where it is `alone` all the same."""

    alone: str
    before_fourth: str
    otherwise: str
    keeps: re.Pattern[str]


@dataclass(frozen=True)
class Pronunciation:
    """words: a syllable for each character of a word; a longer word counts for more than a shorter one."""

    words: Mapping[str, tuple[str, ...]]
    changes: Mapping[str, ToneChange]

    @classmethod
    def load(cls, path: Path = DATA) -> Pronunciation:
        """Raises OSError when the file cannot be read, ValueError when a word and its syllables differ."""
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        words = {word: tuple(reading.split()) for word, reading in data["words"].items()}
        wrong = [word for word, reading in words.items() if len(word) != len(reading)]
        if wrong:
            raise ValueError(f"not one syllable for each character: {', '.join(wrong)}")
        changes = {
            character: ToneChange(**{**way, "keeps": re.compile(way["keeps"])})
            for character, way in data["changes"].items()
        }
        return cls(words, changes)

    def syllables(self, phrase: str) -> tuple[str, ...]:
        """One syllable for every hanzi; a hanzi that nobody knows stays as it is."""
        read = _in_context(phrase)
        for place, character in enumerate(phrase):
            if character in self.changes:
                read[place] = self.changes[character].alone
        changed = [self._changed(phrase, read, place) for place in range(len(phrase))]
        for word in sorted(self.words, key=len):
            for found in re.finditer(word, phrase):
                changed[found.start() : found.end()] = self.words[word]
        return tuple(changed)

    def _changed(self, phrase: str, read: list[str], place: int) -> str:
        change = self.changes.get(phrase[place])
        if change is None or place + 1 == len(phrase) or _covers(change.keeps, phrase, place):
            return read[place]
        return change.before_fourth if read[place + 1].endswith("4") else change.otherwise

    def spelling(self, phrase: str) -> str:
        """The syllables as the pinyin voice takes them."""
        return " ".join(self.syllables(phrase))


def _covers(pattern: re.Pattern[str], phrase: str, place: int) -> bool:
    return any(found.start() <= place < found.end() for found in pattern.finditer(phrase))


def _in_context(phrase: str) -> list[str]:
    from pypinyin import Style, lazy_pinyin

    read = lazy_pinyin(phrase, style=Style.TONE3, neutral_tone_with_five=True, errors=list)  # type: ignore[arg-type]
    return [sound if sound.isascii() else hanzi for hanzi, sound in zip(phrase, read, strict=True)]
