"""How fast and how loud the voice speaks; back to the start for every person."""

from __future__ import annotations

from dataclasses import dataclass, replace

SLOWEST, FASTEST = 120, 260
GENTLE_STEP = 12
"""Characters a minute: the most by which the rate follows a person at once; what is nearer is left as it is."""
QUIETEST, LOUDEST = -6.0, 12.0


@dataclass(frozen=True)
class Pace:
    """rate: characters a minute, 20 % a step. volume_db: over the normal level, 6 dB a step, 18 dB in all.

    is_chosen: the person asked for this rate, and it follows nobody any more. Steps and bounds: domain notes B5, B6
    (EN 301 549 8.2.1.1 asks for 18 dB).
    """

    rate: int = 180
    volume_db: float = 0.0
    is_chosen: bool = False

    def changed(self, setting: str, change: str) -> Pace:
        """One step of `pace` or `volume`, `up` or `down`, within the bounds."""
        if setting == "pace":
            rate = round(self.rate * (1.25 if change == "up" else 0.8))
            return replace(self, rate=_within_bounds(rate), is_chosen=True)
        step = 6.0 if change == "up" else -6.0
        return replace(self, volume_db=min(LOUDEST, max(QUIETEST, self.volume_db + step)))

    def towards(self, wanted: float) -> Pace:
        """One gentle step towards the rate that suits how a person speaks, unless they chose one themselves."""
        if self.is_chosen or abs(wanted - self.rate) < GENTLE_STEP:
            return self
        step = GENTLE_STEP if wanted > self.rate else -GENTLE_STEP
        return replace(self, rate=_within_bounds(self.rate + step))


def _within_bounds(rate: int) -> int:
    return min(FASTEST, max(SLOWEST, rate))
