"""Stretches of a text that something was found in, and replacing them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Found:
    """Something of a `kind` from `start` to before `end` of a text; `digits` are its digits, 0-9X."""

    start: int
    end: int
    kind: str
    digits: str = ""


def without_overlap(found: Iterable[Found]) -> tuple[Found, ...]:
    """In order of position; of two that overlap the one named first stays."""
    kept: list[Found] = []
    for one in found:
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda one: one.start))


def replaced(text: str, found: Iterable[Found], words: Callable[[Found], str]) -> str:
    """The text with each stretch, in order and without overlap, replaced by the words for it."""
    parts, position = [], 0
    for one in found:
        parts += [text[position : one.start], words(one)]
        position = one.end
    return "".join(parts) + text[position:]
