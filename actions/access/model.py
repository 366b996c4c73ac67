"""Tokens by which another platform reads the station's data, and cases as they are shown to it. No Rasa, no SQL."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

LASTS = timedelta(days=365)
"""How long a token may be used."""


class Scope(str, Enum):
    """What a token opens. IDENTITIES: who a case is for, while it waits for an answer from that token's services.
    STATION: hands over the cases that a station of the district has taken in."""

    CASES = "cases"
    IDENTITIES = "identities"
    NEEDS = "needs"
    INDICATORS = "indicators"
    RESULTS = "results"
    STATION = "station"


@dataclass(frozen=True)
class AccessToken:
    """Somebody's right to read. Only the digest of the secret is known. `services`: those it is about, none for all."""

    id: str
    digest: str
    name: str
    scopes: frozenset[Scope]
    services: tuple[str, ...]
    made_at: datetime
    made_by: str
    expires_at: datetime
    revoked_at: datetime | None = None

    def is_valid(self, now: datetime) -> bool:
        return self.revoked_at is None and now < self.expires_at

    def sees(self, service: str) -> bool:
        """Whether it is about that service at all."""
        return not self.services or service in self.services


@dataclass(frozen=True)
class CaseSummary:
    """A case without anything personal: its details stay sealed. `changed_at`: its last step."""

    id: str
    number: str
    service: str
    body: str
    grid: str | None
    channel: str
    level: int
    state: str
    filed_at: datetime
    due_on: date | None
    changed_at: datetime


@dataclass(frozen=True)
class ReceivedResult:
    """A result that came in under the sender's own key; `digest` tells whether it is the same one again."""

    token_id: str
    key: str
    case_id: str
    digest: str
    at: datetime


def digest_of(secret: str) -> str:
    """What is kept of a secret. It is long and random, so that a plain hash is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()
