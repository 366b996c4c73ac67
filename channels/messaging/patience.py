"""How long to wait before an app is tried again, and when not to try any more."""

from __future__ import annotations

from datetime import timedelta

_FIRST = 1.0
_LONGEST = 300.0
GIVE_UP_AFTER = timedelta(hours=24)


def pause(failures: int, wish: timedelta = timedelta(0)) -> timedelta | None:
    """The wait after so many failures in a row: one second, doubled up to five minutes, and never less than the app
    wishes; None once the waits before it make up a day."""
    if sum(map(_step, range(failures)), timedelta(0)) >= GIVE_UP_AFTER:
        return None
    return max(_step(failures - 1), wish)


def _step(failures: int) -> timedelta:
    return timedelta(seconds=min(_LONGEST, _FIRST * 2.0 ** min(failures, 16)))
