"""A recogniser's mistakes, put into written utterances: other characters of the same or a near sound, characters
lost, and spaces between words instead of punctuation.

Nothing is known of what the assistant knows: any common character may be written for any other that sounds alike.
"""

from __future__ import annotations

import random
import re
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from assistant.text.hanzi import is_hanzi
from assistant.text.pinyin import fold, syllables

SAME_SOUND, NEAR_SOUND = 0.6, 0.3
"""Of the characters that go wrong, how many become another of the same toneless syllable, and of one that is only
near; the rest is lost."""

_LEVEL_ONE = range(0xB0, 0xD8)
"""Lead bytes of the 3,755 characters of everyday use (GB 2312, level one)."""

_MARKS = re.compile(r"[^\w\s]+")


@cache
def _alike() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Everyday characters by toneless syllable, and by near-sound class."""
    pairs = (bytes((lead, trail)) for lead in _LEVEL_ONE for trail in range(0xA1, 0xFF))
    by_sound: dict[str, str] = defaultdict(str)
    by_class: dict[str, str] = defaultdict(str)
    for character in filter(None, (pair.decode("gb2312", "ignore") for pair in pairs)):
        (sound,) = syllables(character)
        by_sound[sound] += character
        by_class[fold(sound)] += character
    return by_sound, by_class


def misheard(text: str, rate: float, chance: random.Random) -> str:
    """The text with each hanzi gone wrong at the given rate (0 to 1), and spaced as Vosk spaces words.

    At rate 0 the text is returned as it is.
    """
    if not rate:
        return text
    return _spaced("".join(_heard(character, rate, chance) for character in _MARKS.sub(" ", text)))


def _heard(character: str, rate: float, chance: random.Random) -> str:
    if not is_hanzi(character) or chance.random() >= rate:
        return character
    by_sound, by_class = _alike()
    (sound,) = syllables(character)
    kind = chance.random()
    if kind >= SAME_SOUND + NEAR_SOUND:
        return ""
    near = by_sound.get(sound, "") if kind < SAME_SOUND else by_class.get(fold(sound), "")
    others = near.replace(character, "")
    return chance.choice(others) if others else character


def _spaced(text: str) -> str:
    return " ".join(word for word in _cutter()(text) if word.strip())


@cache
def _cutter() -> Callable[[str], Iterable[str]]:
    """jieba's words of a text; what its old source makes Python warn about is nobody's concern."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel("ERROR")
    cut: Callable[[str], Iterable[str]] = jieba.cut
    return cut
