"""Keeps people from guessing: few wrong codes for one visit, not many for the whole station."""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime
from threading import Lock

from actions.passes.attempts import Attempts

_MOST_VISITS = 200
_MOST_AT_THE_STATION = 40


class Guard:
    """Wrong codes and case numbers of this process, by session reference. Safe from several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._visits: OrderedDict[str, Attempts] = OrderedDict()
        self._all = Attempts(most=_MOST_AT_THE_STATION)

    def may_try(self, session: str, now: datetime) -> bool:
        """Whether this visit may try another one, and the station too."""
        with self._lock:
            return self._all.may_try(now) and self._visits.get(session, Attempts()).may_try(now)

    def failed(self, session: str, now: datetime) -> None:
        """One more was wrong."""
        with self._lock:
            self._all = self._all.failed(now)
            self._visits[session] = self._visits.pop(session, Attempts()).failed(now)
            while len(self._visits) > _MOST_VISITS:
                self._visits.popitem(last=False)
