"""Finding expressions in a text as it is written, and phrases as they sound.

A recogniser may write 胸口疼 as 凶口腾. Phrases are therefore compared in near-sound classes: each class of
toneless syllables is written as one private-use character, so that a text and its sounds have the same
length.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assistant.text.hanzi import is_hanzi
from assistant.text.pinyin import fold, syllables

#: What a phrase needs before its sound alone is believed: shorter ones have too many homophones.
FEWEST_SYLLABLES = 3

_FIRST_CLASS = 0xE000
_WORD = re.compile(r"<([a-z_]+)>")
_GAP, _GAP_PATTERN = "…", ".{0,6}"


@dataclass(frozen=True)
class Heard:
    """A text and its sounds; both have the same length."""

    written: str
    sounded: str

    def without(self, place: slice) -> "Heard":
        """What was heard before and after a place."""
        before, after = slice(place.start), slice(place.stop, None)
        return Heard(self.written[before] + self.written[after], self.sounded[before] + self.sounded[after])


@dataclass
class Sounds:
    """Gives every near-sound class its character. Phrases and texts must go through the same instance."""

    _class_of: dict[str, str] = field(default_factory=dict)
    _known: dict[str, str] = field(default_factory=dict)

    def of(self, text: str) -> str:
        """The text with each hanzi replaced by its class; everything else stays."""
        return "".join([self._known.get(character) or self._learn(character) for character in text])

    def heard(self, text: str) -> Heard:
        return Heard(text, self.of(text))

    def _learn(self, character: str) -> str:
        sound = fold(syllables(character)[0]) if is_hanzi(character) else ""
        if not (sound and sound.isascii()):
            return character
        code = self._class_of.setdefault(sound, chr(_FIRST_CLASS + len(self._class_of)))
        self._known[character] = code
        return code


@dataclass(frozen=True)
class Pattern:
    """Expressions looked for in the writing, and phrases listened for in the sound."""

    written: re.Pattern[str]
    sounded: re.Pattern[str] | None
    _phrase: re.Pattern[str] | None = None

    @classmethod
    def of(
        cls,
        expressions: Sequence[str],
        words: Mapping[str, str],
        phrases: Sequence[str] = (),
        sounds: Sounds | None = None,
    ) -> "Pattern":
        """Compiles regular expressions, in which <name> stands for one of `words` and … for a gap of at most
        six characters, and phrases, which are hanzi and gaps only.

        Raises `KeyError` for an unknown name, `re.error` for a malformed expression and `ValueError` for a
        phrase of fewer than `FEWEST_SYLLABLES` hanzi.
        """
        written = re.compile("|".join(_expanded(expression, words) for expression in expressions))
        if not phrases or sounds is None:
            return cls(written, None)
        spoken = [_checked(phrase) for phrase in phrases]
        return cls(written, re.compile("|".join(map(sounds.of, spoken))), re.compile("|".join(spoken)))

    def fits(self, heard: Heard) -> bool:
        if self.written.search(heard.written):
            return True
        return self.sounded is not None and self.sounded.search(heard.sounded) is not None

    def misheard(self, heard: Heard) -> slice | None:
        """Where a phrase fits by its sound alone, so that what is written there was not said."""
        if self.sounded is None or self._phrase is None or self.written.search(heard.written):
            return None
        found = self.sounded.search(heard.sounded)
        if found is None or self._phrase.search(heard.written):
            return None
        return slice(*found.span())


def _expanded(expression: str, words: Mapping[str, str]) -> str:
    return _WORD.sub(lambda name: words[name[1]], expression).replace(_GAP, _GAP_PATTERN)


def _checked(phrase: str) -> str:
    spoken = phrase.replace(_GAP, "")
    if len(spoken) < FEWEST_SYLLABLES or not all(map(is_hanzi, spoken)):
        raise ValueError(f"not a phrase of at least {FEWEST_SYLLABLES} hanzi: {phrase}")
    return phrase.replace(_GAP, _GAP_PATTERN)
