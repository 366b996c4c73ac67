"""Questions that want a yes or a no: a second, narrow recogniser beside the free one, and which to believe."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from kiosk.speech.transcript import Transcript

DATA = Path(__file__).with_name("yes_no.zh.yml")

_LONGEST = 4
"""Characters: whoever says more says something else."""


@dataclass(frozen=True)
class YesNo:
    """See the comments in `yes_no.zh.yml`."""

    answers: tuple[str, ...]
    other: tuple[str, ...]

    @property
    def phrases(self) -> tuple[str, ...]:
        """All that the narrow recogniser knows."""
        return (*self.answers, *self.other)

    @classmethod
    @cache
    def load(cls, path: Path = DATA) -> YesNo:
        """Raises OSError when the file cannot be read, KeyError when it lacks an entry."""
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        return cls(tuple(data["answers"]), tuple(data["other"]))

    def better(self, free: Transcript, narrow: Transcript) -> Transcript:
        """The narrow reading where it is one whole answer, and the free one something as short that is no phrase."""
        is_answer = narrow.text in self.answers and not narrow.has_unknown
        is_in_doubt = 0 < len(free.text) <= _LONGEST and free.text not in self.phrases
        return narrow if is_answer and is_in_doubt else free
