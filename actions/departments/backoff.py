"""How long to wait before asking again."""

from __future__ import annotations

from datetime import timedelta
from itertools import chain, islice, repeat

GIVE_UP_AFTER = timedelta(hours=24)
SPREAD = 0.2
"""The share by which a wait may be longer, so that what failed together does not come back together."""

_HOUR = timedelta(hours=1)
_FAILED = (timedelta(seconds=10), timedelta(seconds=30), timedelta(minutes=2), timedelta(minutes=10), _HOUR)
_NOTHING_NEW = tuple(timedelta(minutes=minutes) for minutes in (1, 2, 5, 15, 30, 60))


def after_failure(failures: int, jitter: float) -> timedelta | None:
    """The wait after so many failures in a row; None once the waits before it make up a day.

    Counted in waits, not by the clock: a station that was switched off has not tried. `jitter` is from 0 to 1.
    """
    if sum(_first(_FAILED, failures - 1), timedelta(0)) >= GIVE_UP_AFTER:
        return None
    return _spread(_first(_FAILED, failures)[-1], jitter)


def before_next_question(asked: int, jitter: float) -> timedelta:
    """The wait before a receiver is asked for news again, having been asked so often since the last."""
    return _spread(_first(_NOTHING_NEW, asked + 1)[-1], jitter)


def _first(steps: tuple[timedelta, ...], count: int) -> list[timedelta]:
    """So many steps, the last one over and over."""
    return list(islice(chain(steps, repeat(steps[-1])), count))


def _spread(wait: timedelta, jitter: float) -> timedelta:
    return wait * (1 + SPREAD * jitter)
