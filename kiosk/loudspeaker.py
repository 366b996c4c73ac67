"""What a loudspeaker in a public room may say of our sentences, and what it says instead.

Identity and telephone numbers of people, their last places too, and whatever the dialogue marks as personal (a
code, what became of a case) stand on the screen and are not spoken, unless the person chose to listen alone: EN
301 549, 5.1.3.8 and 5.1.3.9, and domain notes B3, D2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from assistant.text.personal import personal_numbers
from assistant.text.spans import replaced
from assistant.text.speakable import sentences
from kiosk import private

DATA = Path(__file__).with_name("loudspeaker.zh.yml")


@dataclass(frozen=True)
class Loudspeaker:
    """The patterns and words of `loudspeaker.zh.yml`."""

    tail: re.Pattern[str]
    for_tail: str
    masked: re.Pattern[str]
    withheld: str

    @classmethod
    def load(cls, path: Path = DATA) -> Loudspeaker:
        """Raises OSError when the file cannot be read, KeyError when it lacks an entry."""
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        return cls(re.compile(data["tail"]), data["for_tail"], re.compile(data["masked"]), data["withheld"])

    def says(self, shown: Sequence[str], personal: Sequence[str] = ()) -> tuple[str, ...]:
        """For each sentence on the screen what may be heard; "" where the one before has said that it is written.

        personal: parts of the text that are about a person, as the dialogue gave them.
        """
        parts = tuple(piece for part in personal for piece in sentences(private.shown(part)))
        return tuple(self._in_order(shown, sorted(parts, key=len, reverse=True)))

    def _in_order(self, shown: Sequence[str], parts: Sequence[str]) -> Iterator[str]:
        was_withheld = False
        for sentence in shown:
            said = self._audible(sentence, parts)
            is_withheld = self.withheld in said
            only_that = _letters(said) == self.withheld
            yield "" if was_withheld and only_that else said
            was_withheld = is_withheld

    def _audible(self, sentence: str, parts: Sequence[str]) -> str:
        said = self.tail.sub(self.for_tail, sentence)
        for part in parts:
            said = re.sub(rf"(?<!\d){re.escape(_without_end(part))}(?!\d)", self.withheld, said)
        said = self.masked.sub(self.withheld, said)
        people = [found for found in personal_numbers(said) if found.kind in private.NOT_PUBLIC]
        return replaced(said, people, lambda found: self.withheld)


def _without_end(part: str) -> str:
    return re.sub(r"[^\w*]+$", "", part)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))
