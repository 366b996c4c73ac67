"""How long somebody who calls a person will wait, told from how long it took of late, or not told at all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil, inf

from actions.model import HelpOutcome, HelpRequest, Urgency

LOOKED_BACK = timedelta(weeks=4)
"""Calls before that tell nothing about today."""

FEWEST = 5
"""With fewer calls to go by, nothing is said."""

_GIVEN_UP = timedelta(hours=1)
"""After which a call still open counts as never answered."""

_NEAR_HOURS = 1
_HOURS_A_DAY = 24


@dataclass(frozen=True)
class Wait:
    """Minutes, rounded up. Half of the people waited no longer than `typical`, half of them from `low` to `high`."""

    low: int
    typical: int
    high: int


def expected_wait(past: Iterable[HelpRequest], urgency: Urgency, now: datetime) -> Wait | None:
    """What calls like this one had to wait about this hour; where those are few, at any hour; then any calls.

    Whoever left without being helped waited for ever, as far as we know: where that is a quarter of them or more,
    nothing is promised. None then, and with fewer than `FEWEST` calls.
    """
    waits = [(request, waited(request, now)) for request in past]
    known = [(request, minutes) for request, minutes in waits if minutes is not None]
    alike = [(request, minutes) for request, minutes in known if request.urgency is urgency]
    about_now = [(request, minutes) for request, minutes in alike if _is_about(request, now)]
    group = next((group for group in (about_now, alike, known) if len(group) >= FEWEST), None)
    return None if group is None else _quartiles(sorted(minutes for _, minutes in group))


def waited(request: HelpRequest, now: datetime) -> float | None:
    """Minutes until somebody took the call; infinite when nobody did; None when that cannot be said."""
    if request.outcome is HelpOutcome.UNNEEDED:
        return None
    if request.taken_at is not None:
        return (request.taken_at - request.asked_at) / timedelta(minutes=1)
    is_given_up = request.closed_at is not None or now - request.asked_at >= _GIVEN_UP
    return inf if is_given_up else None


def _is_about(request: HelpRequest, now: datetime) -> bool:
    apart = abs(request.asked_at.astimezone(now.tzinfo).hour - now.hour)
    return min(apart, _HOURS_A_DAY - apart) <= _NEAR_HOURS


def _quartiles(minutes: Sequence[float]) -> Wait | None:
    low, typical, high = (minutes[ceil(len(minutes) * share) - 1] for share in (0.25, 0.5, 0.75))
    return None if high == inf else Wait(*(max(1, ceil(one)) for one in (low, typical, high)))
