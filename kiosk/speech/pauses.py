"""Silences inside what somebody says: when one has begun, how long it was, and how long this speaker's are.

Pure: no clock, no device. Between breaths people are silent for 0.2 to 0.5 s whatever their age; only what is
longer tells one speaker from another.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

NOTICED = 0.5
"""Seconds of silence from which it is more than a breath; early enough to be answered with a sign within 750 ms."""
_ROOM = 1.5
"""How much longer than the longest pause is waited: the next one may well be longer."""
_MOST_ADDED = 1.5
"""Seconds over the question's own patience, however slowly somebody speaks."""
_REMEMBERED = 12


@dataclass(frozen=True)
class FellSilent:
    """The speaker has been silent for `NOTICED` seconds, and may go on."""


@dataclass(frozen=True)
class WentOn:
    """The speaker goes on after a silence of `seconds`."""

    seconds: float


class PauseWatch:
    """Tells a silence when it has lasted `NOTICED`, and its length when the voice is back for `onset` seconds."""

    def __init__(self, onset: float = 0.1) -> None:
        self._onset = onset
        self._voiced = 0.0
        self._silent = 0.0

    def reset(self) -> None:
        """Another utterance begins."""
        self._voiced = self._silent = 0.0

    def process(self, seconds: float, is_speech: bool) -> FellSilent | WentOn | None:
        """The next piece of an utterance, `seconds` long, and whether there was a voice in it."""
        self._voiced = self._voiced + seconds if is_speech else 0.0
        before = self._silent
        if self._voiced >= self._onset:
            self._silent = 0.0
            return WentOn(before) if before >= NOTICED else None
        self._silent += seconds
        return FellSilent() if before < NOTICED <= self._silent else None


@dataclass(frozen=True)
class Pauses:
    """The last pauses of one person, in seconds. Belongs to a visit and is forgotten with it."""

    lengths: tuple[float, ...] = ()

    def after(self, seconds: float) -> Pauses:
        """With one more pause that was not the end."""
        return replace(self, lengths=(*self.lengths, seconds)[-_REMEMBERED:])

    def patience(self, own: float) -> float:
        """Seconds of silence that end this person's answer to a question whose `own` patience is so long: never
        less, and at most a second and a half more."""
        wanted = _ROOM * max(self.lengths, default=0.0)
        return min(max(own, wanted), own + _MOST_ADDED)
