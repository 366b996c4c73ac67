"""Labelled utterances in files: `text<TAB>label`, or `text<TAB>label<TAB>aspect`, one a line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_ANNOTATED = re.compile(r"\[([^\]]+)\](?:\([^)]*\)|\{[^}]*\})")
_MOST_COLUMNS = 3


@dataclass(frozen=True)
class Example:
    """What was said and what it means; `aspect` is None where the set does not tell it."""

    text: str
    label: str
    aspect: str | None = None


def read_examples(path: Path) -> tuple[Example, ...]:
    """The examples of a tab-separated file; empty lines and lines that begin with # are passed over.

    Raises ValueError, one sentence with the line's number, for a line that is no example, for a file that holds
    none and for one that is not UTF-8; OSError when it cannot be read.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise ValueError(f"{path} is not UTF-8 text: save it as UTF-8.") from error
    numbered = ((n, line) for n, line in enumerate(lines, start=1) if line.strip() and not line.startswith("#"))
    examples = tuple(_example(line, f"{path}:{number}") for number, line in numbered)
    if not examples:
        raise ValueError(f"{path} holds no examples: write `text<TAB>label`, one a line.")
    return examples


def _example(line: str, place: str) -> Example:
    columns = [column.strip() for column in line.split("\t")]
    if not 2 <= len(columns) <= _MOST_COLUMNS or not all(columns[:2]):
        raise ValueError(f"{place} is not `text<TAB>label` or `text<TAB>label<TAB>aspect`.")
    return Example(columns[0], columns[1], columns[2] or None if len(columns) == _MOST_COLUMNS else None)


def told(examples: str | Iterable[Any]) -> list[str]:
    """The lines of a block of Rasa's NLU examples, written as one text or as a list, without annotations."""
    if isinstance(examples, str):
        lines = [line.strip().removeprefix("- ").strip() for line in examples.splitlines() if line.strip()]
    else:
        lines = [one["text"].strip() if isinstance(one, dict) else one for one in examples]
    return [_ANNOTATED.sub(r"\1", line) for line in lines]
