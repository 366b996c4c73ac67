"""The fixed sentences a person sees or hears, from `web/sentences.zh.json`, and the examples for practice."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.choices import Choice


@dataclass(frozen=True)
class Sentences:
    """spoken: by key, what the voice says. choices: by place, three buttons for who does not know what to say.
    examples: what an elder might say."""

    spoken: Mapping[str, str]
    choices: Mapping[str, Sequence[Choice]]
    examples: tuple[str, ...]

    @classmethod
    def load(cls, web: Path) -> Sentences:
        """Raises OSError or ValueError when the files are not there or broken."""
        sentences = json.loads((web / "sentences.zh.json").read_text(encoding="utf-8"))
        examples = json.loads((web / "examples.zh.json").read_text(encoding="utf-8"))
        return cls(dict(sentences["spoken"]), dict(sentences["choices"]), tuple(examples))
