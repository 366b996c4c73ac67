"""Slower by longer pauses, not by drawn-out sound: how fast the phrases are said, how long each pause is.

Drawing out synthetic speech makes its words harder to recognise (Roring 2007), and elders want a machine
slower than they speak themselves (Wang 2023). So phrases are never said slower than `SLOWEST_PHRASE`, and
what is missing to the wanted speed goes into the pauses, each within its bounds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

NORMAL = 180.0
SLOWEST_PHRASE = 160.0
FASTEST_PHRASE = 350.0
"""Characters a minute; of phrases, pauses not counted."""
_AHEAD = 1.2
"""How much faster than the whole the phrases are at the most: room for pauses."""
_COMFORTABLE = 0.6
"""How far, between the least and the most, pauses are stretched before words are said more slowly."""
_USUAL_LENGTH = 9.0
_ENDING = 0.5
_MOST_HURRY = 1.25
"""A voice draws out the end of every phrase, by so many seconds: a sentence of many phrases shorter than usual
makes up for it."""


@dataclass(frozen=True)
class Bounds:
    """A pause in seconds, at the least and at the most."""

    least: float
    most: float


class Pause(Enum):
    """What comes after a phrase."""

    BREATH = Bounds(0.0, 0.6)
    LIST = Bounds(0.12, 0.8)
    COMMA = Bounds(0.25, 1.2)
    CLAUSE = Bounds(0.35, 1.4)
    END = Bounds(0.25, 0.8)
    GROUP = Bounds(0.6, 0.6)
    """Between the groups of a number: there is time to write them down."""
    AGAIN = Bounds(0.9, 0.9)
    """Before a number is said once more."""


def phrase_speed(rate: float, pauses: Sequence[Pause], characters: int) -> float:
    """Characters a minute within the phrases, for an overall `rate` of characters a minute.

    pauses, characters: of the whole sentence. A sentence with a number in it is never hurried.
    """
    endings = 0.0 if Pause.AGAIN in pauses else _ENDING * max(0.0, len(pauses) - characters / _USUAL_LENGTH)
    least = 60 * characters / (_AHEAD * max(rate, NORMAL))
    least = max(least - endings, least / _MOST_HURRY)
    wanted = 60 * characters / rate - sum(_between(pause, _COMFORTABLE) for pause in pauses) - endings
    return min(FASTEST_PHRASE, max(SLOWEST_PHRASE, 60 * characters / max(least, wanted)))


def pause_seconds(pauses: Sequence[Pause], characters: int, spoken: float, rate: float) -> list[float]:
    """How long each pause is so that the whole comes as near to `rate` as the bounds let it.

    spoken: seconds that saying the `characters` takes.
    """
    spare = 60 * characters / rate - spoken - sum(pause.value.least for pause in pauses)
    room = sum(pause.value.most - pause.value.least for pause in pauses)
    share = min(1.0, max(0.0, spare / room)) if room else 0.0
    return [_between(pause, share) for pause in pauses]


def _between(pause: Pause, share: float) -> float:
    return pause.value.least + share * (pause.value.most - pause.value.least)
