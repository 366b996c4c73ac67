"""Simplified and traditional characters: which a person writes, and answers in theirs."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

SIMPLIFIED = "simplified"
TRADITIONAL = "traditional"

_TABLE = "TSCharacters.txt"
_ENOUGH = 2
"""Characters found in one script alone that tell what somebody writes; one alone may be a name."""


@cache
def _converter() -> Any:
    import opencc

    return opencc.OpenCC("s2t")


@cache
def _distinct() -> tuple[frozenset[str], frozenset[str]]:
    """Characters of traditional script alone, and of simplified script alone."""
    import opencc

    table = Path(opencc.__file__).parent / "dictionary" / _TABLE
    pairs = [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines() if "\t" in line]
    traditional = {pair[0] for pair in pairs if pair[0] not in pair[1].split()}
    simplified = {one for pair in pairs for one in pair[1].split()} - {pair[0] for pair in pairs}
    return frozenset(traditional), frozenset(simplified - traditional)


def written_in(text: str) -> str | None:
    """The script somebody writes, as far as a text tells."""
    traditional, simplified = _distinct()
    count = sum(one in traditional for one in text)
    if count >= _ENOUGH and not any(one in simplified for one in text):
        return TRADITIONAL
    return SIMPLIFIED if sum(one in simplified for one in text) >= _ENOUGH and not count else None


def in_script(text: str, script: str | None) -> str:
    """The text in that script; what the assistant says is simplified."""
    return str(_converter().convert(text)) if script == TRADITIONAL else text
