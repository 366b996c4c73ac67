"""Whether somebody who has fallen silent is likely to go on: a trailing filler word, a number cut off."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from unicodedata import numeric

import yaml

from assistant.text.digits import digit_runs

DATA = Path(__file__).with_name("hesitation.zh.yml")


@dataclass(frozen=True)
class Hesitation:
    """The words and lengths it goes by; see the comments in `hesitation.zh.yml`."""

    fillers: tuple[str, ...]
    whole_lengths: frozenset[int]
    whole_numbers: frozenset[str]
    shortest_string: int
    more_to_come: tuple[str, ...]

    @classmethod
    def load(cls, path: Path = DATA) -> Hesitation:
        """Raises OSError when the file cannot be read, KeyError when it lacks an entry."""
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        return cls(
            fillers=tuple(data["fillers"]),
            whole_lengths=frozenset(data["whole_lengths"]),
            whole_numbers=frozenset(data["whole_numbers"]),
            shortest_string=data["shortest_string"],
            more_to_come=tuple(data["more_to_come"]),
        )

    def ends(self, text: str) -> bool:
        """Whether the text, without spaces or punctuation, stops in the middle of something."""
        return text.endswith(self.fillers) or self._wants_a_figure(text) or self._cuts_a_number(text)

    def _wants_a_figure(self, text: str) -> bool:
        before = next((text.removesuffix(word) for word in self.more_to_come if text.endswith(word)), "")
        return bool(before) and numeric(before[-1], None) is not None

    def _cuts_a_number(self, text: str) -> bool:
        runs = digit_runs(text)
        if not runs or runs[-1].end < len(text):
            return False
        digits = runs[-1].digits
        is_whole = len(digits) in self.whole_lengths or digits in self.whole_numbers
        return len(digits) >= self.shortest_string and not is_whole
