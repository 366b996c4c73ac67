"""How much of the time the station's devices worked, from what was noted when they changed and now and then between."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from actions.events.model import Event, Kind

HOLDS = timedelta(minutes=15)
"""How long a note holds when no other follows: longer than the pause between two, so a gap means that the station
was off, and counts for nothing."""


@dataclass(frozen=True)
class Uptime:
    """Of the seconds that are known, those in which a device worked; `now`: whether it does, None where that is not
    known any more."""

    device: str
    working: float
    known: float
    now: bool | None = None

    @property
    def value(self) -> float | None:
        """0 to 1."""
        return self.working / self.known if self.known else None


def uptimes(events: Iterable[Event], end: datetime) -> tuple[Uptime, ...]:
    """One for each device that was noted, until `end`."""
    noted: dict[tuple[str, str], list[Event]] = {}
    for event in sorted(events, key=lambda event: event.at):
        if event.kind is Kind.DEVICE and event.at < end:
            noted.setdefault((event.station, event.detail), []).append(event)
    found: dict[str, Uptime] = {}
    for (_, device), notes in noted.items():
        before = found.get(device, Uptime(device, 0.0, 0.0))
        found[device] = _with(before, notes, end)
    return tuple(found[device] for device in sorted(found))


def _with(before: Uptime, notes: list[Event], end: datetime) -> Uptime:
    ends = [*(note.at for note in notes[1:]), end]
    spans = [(note, min(until - note.at, HOLDS).total_seconds()) for note, until in zip(notes, ends, strict=True)]
    working = sum(seconds for note, seconds in spans if note.amount)
    known = sum(seconds for _, seconds in spans)
    now = bool(notes[-1].amount) if end - notes[-1].at <= HOLDS else before.now
    return Uptime(before.device, before.working + working, before.known + known, now)
