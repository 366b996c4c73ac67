"""A sentence cut into the phrases it is said in, with the pause after each; telephone numbers come twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from assistant.text.speakable import MARKS, speakable
from kiosk.speech.pacing import Pause

DATA = Path(__file__).with_name("phrasing.zh.yml")

_GROUP, _AGAIN = "/", "|"
_CUTS = MARKS + _GROUP + _AGAIN
_AFTER = {
    "，": Pause.COMMA,
    "、": Pause.LIST,
    "；": Pause.CLAUSE,
    _GROUP: Pause.GROUP,
    _AGAIN: Pause.AGAIN,
}
_PIECE = re.compile(f"([^{_CUTS}]+)([{_CUTS}]*)")


@dataclass(frozen=True)
class Phrase:
    """What is said in one go: hanzi only. pause: what follows."""

    text: str
    pause: Pause


@dataclass(frozen=True)
class Phrasing:
    """Where to cut; see the comments in `phrasing.zh.yml`.

    number: a number said digit by digit, its groups joined by ，. breath: an empty place where a long phrase
    may be cut. shortest: characters on either side of such a cut. slow: the rate below which it is made.
    """

    number: re.Pattern[str]
    breath: re.Pattern[str]
    shortest: int
    slow: int

    @classmethod
    def load(cls, path: Path = DATA) -> Phrasing:
        """Raises OSError when the file cannot be read, KeyError when it lacks an entry."""
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        return cls(
            number=re.compile(data["number"]),
            breath=re.compile(data["breath"]),
            shortest=data["shortest"],
            slow=data["slow"],
        )

    def phrases(self, sentence: str, rate: int) -> tuple[Phrase, ...]:
        """The sentence as it is said at `rate` characters a minute; empty without a word in it."""
        text = self.number.sub(_twice, speakable(sentence))
        found = [Phrase(words, _AFTER.get(marks[-1:], Pause.END)) for words, marks in _PIECE.findall(text)]
        if rate < self.slow:
            found = [piece for phrase in found for piece in self._with_breaths(phrase)]
        return (*found[:-1], replace(found[-1], pause=Pause.END)) if found else ()

    def _with_breaths(self, phrase: Phrase) -> Iterator[Phrase]:
        start = 0
        for place in self.breath.finditer(phrase.text):
            if min(place.start() - start, len(phrase.text) - place.start()) >= self.shortest:
                yield Phrase(phrase.text[start : place.start()], Pause.BREATH)
                start = place.start()
        yield replace(phrase, text=phrase.text[start:])


def _twice(number: re.Match[str]) -> str:
    """The number and the number again, unless the sentence itself says it more than once."""
    groups = number.group().replace("，", _GROUP)
    is_repeated = number.string.count(number.group()) > 1
    return groups if is_repeated else f"{groups}{_AGAIN}{groups}，"
