"""The sentences of the checks, in `health.<language>.yml`: what was found, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from assistant.health.model import UNKNOWN, Finding, Severity

HERE = Path(__file__).parent
LANGUAGES = ("en", "zh")


@dataclass(frozen=True)
class Line:
    """One check in words. check: its key. do: what mends it; empty where nothing has to be done."""

    check: str
    name: str
    severity: Severity
    says: str
    do: str

    @property
    def is_well(self) -> bool:
        """Whether nothing has to be done."""
        return self.severity is Severity.WELL


@dataclass(frozen=True)
class Words:
    """names: by check. sentences: by check and state, what was found and what to do."""

    names: Mapping[str, str]
    sentences: Mapping[str, Mapping[str, tuple[str, str]]]

    @classmethod
    def load(cls, language: str) -> Words:
        """Raises OSError, yaml.YAMLError or KeyError when there is no such language or its file is broken."""
        file = yaml.safe_load((HERE / f"health.{language}.yml").read_text(encoding="utf-8"))
        unknown = file["unknown"]
        sentences = {
            check: {UNKNOWN: _pair(unknown), **{state: _pair(one) for state, one in entry["states"].items()}}
            for check, entry in file["checks"].items()
        }
        return cls({check: entry["name"] for check, entry in file["checks"].items()}, sentences)

    def line(self, check: str, finding: Finding) -> Line:
        """The finding of a check, in words."""
        says, do = (text.format_map(finding.values) for text in self.sentences[check][finding.state])
        return Line(check, self.names[check], finding.severity, says, do)


def _pair(entry: Mapping[str, str]) -> tuple[str, str]:
    return entry["says"], entry.get("do", "")
