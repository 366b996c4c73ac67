"""Long answers in pieces that end where a sentence does."""

from __future__ import annotations

import re

_ENDS = (re.compile(r"\n+"), re.compile(r"(?<=[。！？；])"), re.compile(r"(?<=[，、：])"))
"""Where a text may be cut, the best places first."""


def split(text: str, longest: int) -> tuple[str, ...]:
    """The text in pieces of at most so many characters; none are empty, and nothing but line ends is lost."""
    return tuple(piece for piece in (one.strip("\n") for one in _pieces(text, longest)) if piece.strip())


def _pieces(text: str, longest: int) -> list[str]:
    if len(text) <= longest:
        return [text]
    cut = _best_cut(text, longest)
    return [text[:cut], *_pieces(text[cut:], longest)]


def _best_cut(text: str, longest: int) -> int:
    """The last good place within the length; not one that leaves hardly anything before it."""
    for ends in _ENDS:
        places = [found.end() for found in ends.finditer(text, 0, longest) if found.end() >= longest // 4]
        if places:
            return places[-1]
    return longest
