"""Utterances that name a thing several services have (卡丢了): which services to ask about. Imports no Rasa."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).with_suffix(".yml")


@dataclass(frozen=True)
class LookAlike:
    """A shared word: how it is written, what says which service is meant, and how long an utterance may be."""

    bare: re.Pattern[str]
    told_by: re.Pattern[str] | None
    longest: int
    labels: tuple[str, ...]

    @classmethod
    def of(cls, entry: Mapping[str, Any], longest: int) -> "LookAlike":
        """From an entry of the file."""
        told_by = entry.get("told_by")
        return cls(
            re.compile(entry["bare"]),
            re.compile(told_by) if told_by else None,
            int(entry.get("longest", longest)),
            tuple(f"svc.{service}" for service in entry["services"]),
        )

    def fits(self, bare: str) -> bool:
        """Whether an utterance without punctuation leaves it open which service is meant."""
        if len(bare) > self.longest or not self.bare.search(bare):
            return False
        return not (self.told_by and self.told_by.search(bare))


@dataclass(frozen=True)
class LookAlikes:
    """The shared words, each with the labels it may mean."""

    words: Sequence["LookAlike"]

    @classmethod
    def load(cls, path: Path = FILE) -> "LookAlikes":
        """Raises OSError, yaml.YAMLError, KeyError or re.error for a file that is not right."""
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        return cls([LookAlike.of(entry, int(data["longest"])) for entry in data["look_alikes"]])

    def meant_by(self, text: str) -> tuple[str, ...]:
        """The labels a short utterance may mean; empty when it says which, or is long enough to tell."""
        bare = re.sub(r"\W", "", text)
        return next((word.labels for word in self.words if word.fits(bare)), ())
