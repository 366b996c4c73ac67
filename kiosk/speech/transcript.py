"""What was recognised in one stretch of speech, and what else it may have been."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

MOST = 5
"""Readings that are kept."""

_NO_WORD = re.compile(r"[\[<].*[\]>]")
"""How models write what is no word: [unk], [FIL], <UNK>."""


@dataclass(frozen=True)
class Transcript:
    """text: everything that was said; empty when nothing was. has_unknown: there was speech that is none of it.

    also: other readings of the same sound, the likeliest first.
    """

    text: str = ""
    has_unknown: bool = False
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    """One reading; score: the logarithm of how likely it is, of use beside that of another reading alone."""

    text: str
    score: float = 0.0


def transcript(pieces: Iterable[Mapping[str, Any]]) -> Transcript:
    """Of Vosk's results, one after another: each has a `text`, or several `alternatives`."""
    whole, has_unknown = [Reading("")], False
    for piece in pieces:
        readings = [Reading(one["text"], one["confidence"]) for one in piece.get("alternatives", ())]
        readings = readings or [Reading(piece.get("text", ""))]
        has_unknown = has_unknown or any(map(_NO_WORD.fullmatch, readings[0].text.split()))
        whole = _likeliest(
            Reading(before.text + joined(then.text), before.score + then.score) for before in whole for then in readings
        )
    first, *others = (one.text for one in whole)
    return Transcript(first, has_unknown, tuple(text for text in others if text) if first else ())


def _likeliest(readings: Iterable[Reading]) -> list[Reading]:
    """The best few, each text once. Of equally good ones the earlier comes first."""
    best = {one.text: one for one in sorted(readings, key=lambda one: one.score)}
    return sorted(best.values(), key=lambda one: -one.score)[:MOST]


def joined(text: str) -> str:
    """Vosk's text, words set apart by spaces, as it is written."""
    return "".join(word for word in text.split() if not _NO_WORD.fullmatch(word))
