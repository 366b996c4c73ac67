"""Utterances that name a thing several services have (卡丢了): which services to ask about. Imports no Rasa."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

FILE = Path(__file__).with_suffix(".yml")


@dataclass(frozen=True)
class LookAlikes:
    """The shared words, each with the labels it may mean."""

    longest: int
    words: Sequence[tuple[re.Pattern[str], tuple[str, ...]]]

    @classmethod
    def load(cls, path: Path = FILE) -> "LookAlikes":
        """Raises OSError, yaml.YAMLError, KeyError or re.error for a file that is not right."""
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        words = [
            (re.compile(entry["bare"]), tuple(f"svc.{service}" for service in entry["services"]))
            for entry in data["look_alikes"]
        ]
        return cls(int(data["longest"]), words)

    def meant_by(self, text: str) -> tuple[str, ...]:
        """The labels a short utterance may mean; empty when it says which, or is long enough to tell."""
        bare = re.sub(r"\W", "", text)
        if len(bare) > self.longest:
            return ()
        return next((labels for pattern, labels in self.words if pattern.search(bare)), ())
