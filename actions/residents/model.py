"""A person who asked to be remembered, so that nothing is asked twice. No Rasa, no SQL."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

KEPT = timedelta(days=2 * 365)
"""How long somebody who does not come again is remembered."""


@dataclass(frozen=True)
class Resident:
    """What a form need not ask again. `phone` in digits; `seen_at` is when the person was last here."""

    name: str = field(repr=False)
    phone: str = field(repr=False)
    address: str = field(repr=False)
    agreed_at: datetime
    seen_at: datetime
    birth_date: date | None = field(default=None, repr=False)

    def is_forgotten(self, now: datetime) -> bool:
        """Whether it is too long since the person was here."""
        return now - self.seen_at > KEPT
