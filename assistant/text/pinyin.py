"""Toneless pinyin, and how alike two stretches of speech sound.

Recognisers and dialects swap whole characters but seldom whole sounds: 津贴 comes back as 金贴, 身份证 as
深份证, 奶奶 as 来来. Everything here therefore compares syllables, and forgives the confusions that are
regular between Mandarin and the dialects (zh/z, ch/c, sh/s, n/l, r/l, f/h, in/ing, en/eng, an/ang).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.text.hanzi import is_hanzi

#: Cost of taking one initial or one final for a near-sounding one. The same sound costs 0, a syllable 1.
NEAR = 0.3
#: Cost of one initial or one final that sounds different altogether.
FAR = 0.6

_INITIALS = (
    ("zh", "ch", "sh"),
    ("b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "r", "z", "c", "s", "y", "w"),
)
_NEAR_INITIALS = {"zh": "z", "ch": "c", "sh": "s", "n": "l", "r": "l", "h": "f"}
_NASAL_ENDINGS = ("ang", "eng", "ing")
#: What h + a rounded final is said as where h and f are one sound: 欢 as 翻, 灰 as 飞, 婚 as 分.
_AFTER_F = {"ua": "a", "uo": "o", "uai": "ai", "ui": "ei", "uan": "an", "un": "en", "uang": "ang"}


@dataclass(frozen=True)
class Span:
    """A window of a sequence: `start` and `end` are positions (end not included), `cost` its distance."""

    start: int
    end: int
    cost: float


@lru_cache(maxsize=8192)
def syllables(text: str) -> tuple[str, ...]:
    """One entry per character: toneless pinyin for a hanzi (ü is v), anything else lower-cased as it stands.

    Readings are chosen in context (重庆 is chong qing). Position i of the result is character i of the text.
    """
    from pypinyin import lazy_pinyin

    read = lazy_pinyin(text, errors=list)  # type: ignore[arg-type]
    return tuple(
        sound if is_hanzi(character) else character.lower() for character, sound in zip(text, read, strict=True)
    )


@lru_cache(maxsize=4096)
def split(syllable: str) -> tuple[str, str]:
    """A syllable's initial (possibly empty) and final; something that is no syllable is all final."""
    for initials in _INITIALS:
        for initial in initials:
            if syllable.startswith(initial) and len(syllable) > len(initial):
                return initial, syllable[len(initial) :]
    return "", syllable


@lru_cache(maxsize=4096)
def fold(syllable: str) -> str:
    """The near-sound class of a syllable, written as a syllable: zhang and zan are both `zan`; idempotent."""
    initial, final = split(syllable)
    if initial == "h":
        final = _AFTER_F.get(final, final)
    return _fold_initial(initial) + _fold_final(final)


def _fold_initial(initial: str) -> str:
    return _NEAR_INITIALS.get(initial, initial)


def _fold_final(final: str) -> str:
    return final[:-1] if final.endswith(_NASAL_ENDINGS) else final


@lru_cache(maxsize=65536)
def syllable_cost(a: str, b: str) -> float:
    """What it costs to hear syllable a for syllable b, from 0 (the same) to 1 (nothing in common).

    Initial and final are compared apart: `NEAR` for each that only sounds alike, `FAR` for each that does
    not.
    """
    if a == b:
        return 0.0
    (initial_a, final_a), (initial_b, final_b) = split(a), split(b)
    if fold(a) == fold(b):
        return NEAR * ((initial_a != initial_b) + (final_a.endswith("ng") != final_b.endswith("ng")))
    initial = _part_cost(initial_a, initial_b, _fold_initial)
    return min(1.0, initial + _part_cost(final_a, final_b, _fold_final))


def _part_cost(a: str, b: str, folded: Callable[[str], str]) -> float:
    if a == b:
        return 0.0
    return NEAR if folded(a) == folded(b) else FAR


def distance(a: Sequence[str], b: Sequence[str]) -> float:
    """Edit distance between two sequences of syllables: a missing or extra syllable costs 1, a substitution
    `syllable_cost`."""
    row = [float(j) for j in range(len(b) + 1)]
    for i, left in enumerate(a, start=1):
        diagonal, row[0] = row[0], float(i)
        for j, right in enumerate(b, start=1):
            substituted = diagonal + syllable_cost(left, right)
            diagonal = row[j]
            row[j] = min(substituted, row[j] + 1, row[j - 1] + 1)
    return row[-1]


def closest_span(needle: Sequence[str], haystack: Sequence[str]) -> Span:
    """The window of the haystack that sounds most like the needle (Sellers' algorithm).

    Of equally good windows the one nearest the needle's own length wins, then the earliest. In an empty
    haystack the window is empty and costs a whole needle.
    """
    row = [(0.0, j) for j in range(len(haystack) + 1)]
    for wanted in needle:
        diagonal, row[0] = row[0], (row[0][0] + 1, 0)
        for j, heard in enumerate(haystack, start=1):
            candidates = (
                (diagonal[0] + syllable_cost(wanted, heard), diagonal[1]),
                (row[j][0] + 1, row[j][1]),
                (row[j - 1][0] + 1, row[j - 1][1]),
            )
            diagonal = row[j]
            row[j] = min(candidates, key=lambda cell: cell[0])
    spans = (Span(start, end, cost) for end, (cost, start) in enumerate(row))
    return min(spans, key=lambda span: (span.cost, abs(span.end - span.start - len(needle)), span.start))
