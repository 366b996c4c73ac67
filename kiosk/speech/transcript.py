"""What was recognised in one stretch of speech."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

_NO_WORD = re.compile(r"[\[<].*[\]>]")
"""How models write what is no word: [unk], [FIL], <UNK>."""


@dataclass(frozen=True)
class Word:
    """One word as the recogniser cuts them; `confidence` from 0 to 1, near 1 for many a wrong word too."""

    text: str
    confidence: float


@dataclass(frozen=True)
class Transcript:
    """`words` in order, joined without spaces in `text`; has_unknown: there was speech that is none of them."""

    words: tuple[Word, ...] = ()
    has_unknown: bool = False

    @property
    def text(self) -> str:
        """Everything that was said; empty when nothing was."""
        return "".join(word.text for word in self.words)

    @property
    def confidence(self) -> float:
        """Mean over the characters, 0 to 1; 0 when nothing was said. Never a reason alone to refuse."""
        length = len(self.text)
        return sum(word.confidence * len(word.text) for word in self.words) / length if length else 0.0


def words_of(results: Iterable[Mapping[str, Any]]) -> tuple[Word, ...]:
    """The words of Vosk's results, without those that stand for a noise or an unknown word."""
    found = (item for result in results for item in result.get("result", ()))
    return tuple(Word(item["word"], item["conf"]) for item in found if not _NO_WORD.fullmatch(item["word"]))


def has_unknown(results: Iterable[Mapping[str, Any]]) -> bool:
    """Whether Vosk's results hold a noise or an unknown word."""
    return any(_NO_WORD.fullmatch(item["word"]) for result in results for item in result.get("result", ()))


def joined(text: str) -> str:
    """Vosk's text, words set apart by spaces, as it is written."""
    return "".join(word for word in text.split() if not _NO_WORD.fullmatch(word))
