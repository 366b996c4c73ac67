"""Lines that say the same in other words, put together: alike in their characters or in how they sound. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from actions.learning.line import bare
from assistant.text.pinyin import fold, syllables

ALIKE = 0.25
"""Share of common parts from which two lines belong together."""


def likeness(a: str, b: str) -> float:
    """0 to 1: the share of what both have of all that either has (Jaccard), the better of two readings: pairs of
    characters, and near-sound syllables with their pairs."""
    return max(_share(_pairs(a), _pairs(b)), _share(_sounds(a), _sounds(b)))


def grouped(texts: Sequence[str], alike: float = ALIKE) -> tuple[tuple[int, ...], ...]:
    """Positions of the texts by group, the largest group first; a text joins the group with the text most like it."""
    parts = [(_pairs(text), _sounds(text)) for text in texts]
    groups: list[list[int]] = []
    for position, (pairs, sounds) in enumerate(parts):
        best, best_likeness = None, alike
        for group in groups:
            closest = max(max(_share(pairs, parts[one][0]), _share(sounds, parts[one][1])) for one in group)
            if closest >= best_likeness:
                best, best_likeness = group, closest
        if best is None:
            groups.append([position])
        else:
            best.append(position)
    return tuple(tuple(group) for group in sorted(groups, key=lambda group: (-len(group), group[0])))


def _pairs(text: str) -> frozenset[str]:
    characters = bare(text)
    return frozenset(characters[i : i + 2] for i in range(len(characters) - 1)) or frozenset(characters)


def _sounds(text: str) -> frozenset[str]:
    heard = [fold(syllable) for syllable in syllables(bare(text))]
    return frozenset([*heard, *(f"{first} {second}" for first, second in pairwise(heard))])


def _share(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / len(a | b) if a | b else 0.0
