"""Nearest-sound repair: a recogniser's wrong characters put back into the likeliest words that sound so.

耍脸认正 becomes 刷脸认证, 舞千块 becomes 五千块. A line is cut into known words of two to four characters, and single
characters, so that the whole is as likely as can be (Viterbi over a unigram model of words). A word may stand
for what was written if each syllable is the same or of the same near-sound class; every character it changes costs
as much as the odds that a recogniser takes one character for another. What fits as written stays as it is.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.text.hanzi import HANZI, is_hanzi
from assistant.text.pinyin import fold, syllables

LONGEST = 4
"""Characters of the longest word."""

SAME_SOUND_COST, NEAR_SOUND_COST = 4.0, 6.0
"""Negative log odds that a character is written for another of the same syllable, of a near one."""

_FROM_LINES = 0.6
"""How much the lines of our own domain count against general use."""

_LEAST_TIMES, _LEAST_USE = 2, 50
"""Fewer times than this in the lines, or less use than this at large, and a word is not known."""

_HOMOPHONES = 8
"""Words kept for one sequence of sounds."""

_UNSEEN = 1e-7
_HANZI_RUN = re.compile(f"[{HANZI}]+")


@dataclass(frozen=True)
class Word:
    """A known word, its syllables, and its negative log likelihood."""

    text: str
    sounds: tuple[str, ...]
    cost: float


@dataclass(frozen=True)
class Repaired:
    """The line as repaired, as long as it was, and how many of its characters are others now."""

    text: str
    changed: int

    @property
    def share(self) -> float:
        """The share of characters that changed, 0 to 1: how badly the line was heard."""
        return self.changed / len(self.text) if self.text else 0.0


class SoundRepair:
    """Built once by `learnt`; `repair` is pure and quick (a quarter of a millisecond a line)."""

    def __init__(self, words: Mapping[str, Sequence[Word]], singles: Mapping[str, float]) -> None:
        self._words = words
        self._singles = singles

    @classmethod
    def learnt(cls, lines: Iterable[str], general_use: Mapping[str, int]) -> "SoundRepair":
        """From lines of the domain, as written, and words at large with how often they are used."""
        told = _counts(lines)
        general = {word: times for word, times in general_use.items() if len(word) <= LONGEST and _is_word(word)}
        told_total = max(1, sum(times for word, times in told.items() if len(word) == 1))
        general_total = max(1, sum(general.values()))

        def cost(word: str) -> float:
            share = _FROM_LINES * told[word] / told_total + (1 - _FROM_LINES) * general.get(word, 0) / general_total
            return -math.log(share + _UNSEEN)

        known = {word for word, times in told.items() if times >= _LEAST_TIMES}
        known |= {word for word, times in general.items() if times >= _LEAST_USE}
        return cls(_by_sound(known, cost), {word: cost(word) for word in {*told, *general} if len(word) == 1})

    def repair(self, line: str) -> Repaired:
        """The likeliest line that sounds like this one; never raises."""
        sounds = syllables(line)
        classes = [fold(sound) for sound in sounds]
        best: list[tuple[float, str]] = [(0.0, ""), *[(math.inf, "")] * len(line)]
        for start, character in enumerate(line):
            so_far = best[start][0]
            self._take(best, start, so_far + self._singles.get(character, -math.log(_UNSEEN)), character)
            for end in range(start + 2, min(start + LONGEST, len(line)) + 1):
                for word in self._words.get(" ".join(classes[start:end]), ()):
                    changes = _change_cost(word, line[start:end], sounds[start:end])
                    self._take(best, start, so_far + word.cost + changes, word.text)
        text = _traced(best)
        return Repaired(text, sum(a != b for a, b in zip(line, text, strict=True)))

    @staticmethod
    def _take(best: list[tuple[float, str]], start: int, cost: float, word: str) -> None:
        end = start + len(word)
        if cost < best[end][0]:
            best[end] = (cost, word)


def _traced(best: Sequence[tuple[float, str]]) -> str:
    words, end = [], len(best) - 1
    while end:
        words.append(best[end][1])
        end -= len(best[end][1])
    return "".join(reversed(words))


def _change_cost(word: Word, written: str, sounds: Sequence[str]) -> float:
    return sum(
        SAME_SOUND_COST if sound == heard else NEAR_SOUND_COST
        for character, other, sound, heard in zip(word.text, written, word.sounds, sounds, strict=True)
        if character != other
    )


def _counts(lines: Iterable[str]) -> Counter[str]:
    """How often each stretch of one to `LONGEST` hanzi occurs."""
    runs = [run for line in lines for run in _HANZI_RUN.findall(line)]
    stretches = (
        run[start : start + length]
        for run in runs
        for length in range(1, LONGEST + 1)
        for start in range(len(run) - length + 1)
    )
    return Counter(stretches)


def _is_word(word: str) -> bool:
    return all(map(is_hanzi, word))


def _by_sound(words: Iterable[str], cost: Callable[[str], float]) -> Mapping[str, Sequence[Word]]:
    found: dict[str, list[Word]] = defaultdict(list)
    for text in sorted(words):
        if len(text) > 1:
            sounds = syllables(text)
            found[" ".join(map(fold, sounds))].append(Word(text, sounds, cost(text)))
    return {key: sorted(alike, key=lambda word: word.cost)[:_HOMOPHONES] for key, alike in found.items()}
