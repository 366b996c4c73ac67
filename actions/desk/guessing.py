"""Makes guessing slow: who is wrong again and again waits longer every time."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

BORNE = 3
"""So many wrong ones are a slip of the finger."""
_FIRST_WAIT = timedelta(seconds=2)
_LONGEST_WAIT = timedelta(minutes=15)
_FORGOTTEN_AFTER = timedelta(hours=1)
_MOST_KEPT = 2000


@dataclass(frozen=True)
class Failures:
    """How often something was wrong in a row, and when last."""

    count: int = 0
    last: datetime | None = None

    def wait(self, now: datetime) -> timedelta:
        """How long until another one may be tried: none at first, doubled with each failure after that."""
        if self.last is None or self.count < BORNE:
            return timedelta(0)
        doublings: int = 2 ** min(self.count - BORNE, 20)
        pause = min(_FIRST_WAIT * doublings, _LONGEST_WAIT)
        return max(self.last + pause - now, timedelta(0))

    def failed(self, now: datetime) -> Failures:
        """With one more."""
        is_old = self.last is None or now - self.last > _FORGOTTEN_AFTER
        return Failures(1 if is_old else self.count + 1, now)


class Guesses:
    """What was wrong lately, under any key (an account, an address). Safe from several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: OrderedDict[str, Failures] = OrderedDict()

    def wait(self, now: datetime, *keys: str) -> timedelta:
        """The longest wait of these keys."""
        with self._lock:
            return max(self._kept.get(key, Failures()).wait(now) for key in keys)

    def failed(self, now: datetime, *keys: str) -> None:
        """One more was wrong, under each of the keys."""
        with self._lock:
            for key in keys:
                self._kept[key] = self._kept.pop(key, Failures()).failed(now)
            while len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)

    def went_well(self, key: str) -> None:
        """Nothing is held against this key any more."""
        with self._lock:
            self._kept.pop(key, None)
