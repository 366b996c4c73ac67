"""How often somebody may guess a code."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Attempts:
    """Wrong codes of one session, or of all: `most` of them are borne `within` a stretch of time."""

    most: int = 5
    within: timedelta = timedelta(minutes=10)
    wrong: tuple[datetime, ...] = ()

    def may_try(self, now: datetime) -> bool:
        """Whether another code may be tried."""
        return len(self._recent(now)) < self.most

    def failed(self, now: datetime) -> Attempts:
        """With one more wrong code."""
        return replace(self, wrong=(*self._recent(now), now))

    def _recent(self, now: datetime) -> tuple[datetime, ...]:
        return tuple(moment for moment in self.wrong if now - moment < self.within)
