"""Reads the words on paper (`paper.yml`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

from actions.catalogue.paper import LetterWords, PaperWords, PrintingWords, SlipWords
from actions.catalogue.reader import Section, read_section

Words = TypeVar("Words", PrintingWords, SlipWords, LetterWords)


def read_paper(path: Path) -> PaperWords:
    """Raises CatalogueError, naming file and key, for the first mistake."""
    section = read_section(path)
    words = PaperWords(
        printing=_words(section.section("printing"), PrintingWords),
        slip=_words(section.section("slip"), SlipWords),
        letter=_words(section.section("letter"), LetterWords),
    )
    section.done()
    return words


def _words(section: Section, kind: type[Words]) -> Words:
    words = kind(**{one.name: _READ[str(one.type)](section, one.name) for one in fields(kind)})
    section.done()
    return words


def _named(section: Section, key: str) -> dict[str, str]:
    named = section.section(key)
    texts = {name: named.text(name) for name in named.names()}
    named.done()
    return texts


_READ: Mapping[str, Callable[[Section, str], Any]] = {
    "str": Section.text,
    "tuple[str, ...]": Section.texts,
    "dict[str, str]": _named,
}
"""How each type of `actions.catalogue.paper` is read."""
