"""Which papers a material is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from actions.materials.model import Document, Part, Words


def parts_of(item: str, words: Words) -> tuple[Part, ...]:
    """The well-known papers named in a material, in their order; a material without any is a part of its own."""
    found = sorted(_found(item, words.documents.values()))
    return tuple(dict.fromkeys(part for _, part in _parts(found, words))) or (Part(item, item),)


def one_is_enough(item: str, words: Words) -> bool:
    """Whether the material asks for one of several papers."""
    return len(parts_of(item, words)) > 1 and any(word in item for word in words.any_of)


def _parts(found: Iterable[tuple[int, str]], words: Words) -> Iterator[tuple[int, Part]]:
    for place, key in found:
        yield place, Part(key, words.documents[key].name)


def _found(item: str, documents: Iterable[Document]) -> Iterator[tuple[int, str]]:
    """Each paper with its place in the name; of names inside each other the longest counts."""
    names = sorted(((name, one.key) for one in documents for name in one.names), key=lambda pair: -len(pair[0]))
    for name, key in names:
        while (place := item.find(name)) >= 0:
            yield place, key
            item = item[:place] + " " * len(name) + item[place + len(name) :]
