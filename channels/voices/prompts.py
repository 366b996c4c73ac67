"""The sentences worth recording: all that the kiosk says in fixed words, those that most people hear first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from assistant.text.speakable import sentences
from channels.voices.pack import digest_of

ORDER = ("manner", "form", "talk", "answers", "bring", "community", "failures", "safety", "reminders")
"""Files of responses by how often a visit comes by them; any other follows."""
_PLACE = "{"


@dataclass(frozen=True)
class Prompt:
    """One sentence to be recorded."""

    text: str

    @property
    def digest(self) -> str:
        return digest_of(self.text)


def prompts(kiosk: Iterable[str], questions: Iterable[str], responses: Path) -> tuple[Prompt, ...]:
    """Each sentence once: the kiosk's own, those of the forms, those of the domain; none with an open place in it.

    kiosk, questions: texts in the order in which they matter. Raises OSError, yaml.YAMLError.
    """
    texts = (*kiosk, *_most_first(questions), *_of_domain(responses))
    by_digest: dict[str, Prompt] = {}
    for prompt in (Prompt(sentence) for text in texts for sentence in sentences(text) if _PLACE not in sentence):
        by_digest.setdefault(prompt.digest, prompt)
    return tuple(by_digest.values())


def _most_first(texts: Iterable[str]) -> list[str]:
    return [text for text, _ in Counter(texts).most_common()]


def _of_domain(responses: Path) -> Iterator[str]:
    for path in sorted(responses.glob("*.yml"), key=_rank):
        told: Mapping[str, list[Mapping[str, str]]] = yaml.safe_load(path.read_text(encoding="utf-8"))["responses"]
        variants = (variant for variants in told.values() for variant in variants)
        yield from _most_first(variant["text"] for variant in variants if "text" in variant)


def _rank(path: Path) -> tuple[int, str]:
    return (ORDER.index(path.stem) if path.stem in ORDER else len(ORDER), path.stem)
