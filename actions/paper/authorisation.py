"""A letter by which one person lets another act for them (Civil Code, articles 165 and 173). No Rasa, no SQL."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

DAYS = 30
"""How long a letter is in force when nothing else was wished."""


@dataclass(frozen=True)
class Authorisation:
    """Who may do what for whom, and until when. Identity numbers are not in it: they are written by hand.

    `number` has eight digits like that of a case. `relation` is a key of `phrases.yml`: what the principal is to the
    agent. `scope` and `may_not` are the lines of the letter. `expires_on` is the last day.
    """

    id: str
    number: str
    session: str
    service: str
    principal: str = field(repr=False)
    agent: str = field(repr=False)
    relation: str
    scope: tuple[str, ...]
    may_not: tuple[str, ...]
    made_at: datetime
    expires_on: date
    revoked_at: datetime | None = None

    def is_in_force(self, today: date) -> bool:
        """Whether the agent may act today."""
        return self.revoked_at is None and today <= self.expires_on
