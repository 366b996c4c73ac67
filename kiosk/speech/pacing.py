"""Slower by longer pauses, not by drawn-out sound: how fast the phrases are said, how long each pause is.

Drawing out synthetic speech makes its words harder to recognise (Roring 2007), and elders want a machine
slower than they speak themselves (Wang 2023). So phrases are never said slower than `SLOWEST_PHRASE`, and
what is missing to the wanted speed goes into the pauses, each within its bounds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

SLOWEST_PHRASE = 180.0
FASTEST_PHRASE = 320.0
"""Characters a minute, pauses not counted."""
_PHRASES_AHEAD = 1.2
"""How much faster than the whole the phrases are: room for pauses."""


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


def phrase_speed(rate: float) -> float:
    """Characters a minute within the phrases, for an overall `rate` of characters a minute."""
    return min(FASTEST_PHRASE, max(SLOWEST_PHRASE, _PHRASES_AHEAD * rate))


def pause_seconds(pauses: Sequence[Pause], characters: int, spoken: float, rate: float) -> list[float]:
    """How long each pause is so that the whole comes as near to `rate` as the bounds let it.

    spoken: seconds that saying the `characters` takes.
    """
    spare = 60 * characters / rate - spoken - sum(pause.value.least for pause in pauses)
    room = sum(pause.value.most - pause.value.least for pause in pauses)
    share = min(1.0, max(0.0, spare / room)) if room else 0.0
    return [pause.value.least + share * (pause.value.most - pause.value.least) for pause in pauses]
