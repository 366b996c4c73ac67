"""What is still missing, by what a person says they have."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from actions.materials.model import Need, Part, Words
from assistant.text.having import HavingReader


def ticked(line: str, needs: Iterable[Need], words: Words, before: Collection[str] = ()) -> frozenset[str]:
    """The keys of the parts the person has, after saying one line more; `before` are those they had before it."""
    parts = [part for need in needs for part in need.parts]
    every = frozenset(part.key for part in parts)
    said = HavingReader(_names(parts, words)).read(line)
    had = {True: every, False: frozenset[str](), None: frozenset(before) & every}[said.rest]
    return (had | said.have) - said.lack


def missing(needs: Iterable[Need], have: Collection[str]) -> tuple[Need, ...]:
    """The needs not yet met; of one that is met in part, only the papers that are still missing."""
    return tuple({need.item: need for need in _missing(needs, have)}.values())


def _missing(needs: Iterable[Need], have: Collection[str]) -> Iterator[Need]:
    for need in needs:
        lacking = tuple(part for part in need.parts if part.key not in have)
        if len(lacking) == len(need.parts):
            yield need
        elif lacking and not need.one_is_enough:
            yield from (replace(need, item=part.name, parts=(part,)) for part in lacking)


def _names(parts: Iterable[Part], words: Words) -> dict[str, str]:
    known = words.documents
    return {name: part.key for part in parts for name in (known[part.key].names if part.key in known else (part.name,))}
