"""The people who work at the desk, how they come in, and what is written down of what they do. No SQL, no web."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum

IDLE = timedelta(minutes=30)
"""After so long without a click somebody else may be sitting there."""
LONGEST = timedelta(hours=12)
"""No shift is longer."""
INVITED_FOR = timedelta(hours=48)
"""How long a link lets somebody in."""


class Role(str, Enum):
    """What somebody at the desk is there for; each sees what the work needs and no more."""

    VOLUNTEER = "volunteer"
    STAFF = "staff"
    ADMINISTRATOR = "administrator"


NOBODY: frozenset[Role] = frozenset()
"""Stands for whoever has not come in: pages for them are open."""
EVERYONE = frozenset(Role)
STAFF = frozenset({Role.STAFF, Role.ADMINISTRATOR})
ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})


@dataclass(frozen=True)
class Account:
    """Somebody who may come in. `number` is what they sign in with, four digits that say nothing about them.

    `name` is what colleagues call them, and personal; `password` is a digest, empty until one was chosen.
    """

    id: str
    number: str
    role: Role
    name: str = field(repr=False)
    password: str = field(repr=False)
    made_at: datetime
    disabled_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        return self.disabled_at is None


@dataclass(frozen=True)
class DeskSession:
    """A browser in which somebody has come in. `digest` stands for the secret, which only that browser keeps."""

    digest: str = field(repr=False)
    account: str
    made_at: datetime
    seen_at: datetime

    @property
    def ends_at(self) -> datetime:
        """When it ends unless it is used before; it never outlives a shift."""
        return min(self.seen_at + IDLE, self.made_at + LONGEST)

    def is_over(self, now: datetime) -> bool:
        return now >= self.ends_at


@dataclass(frozen=True)
class Invitation:
    """A link that lets somebody in once: as a new account of this role, or as the account that is named.

    `digest` stands for the link's secret; `made_by` is an account, or empty for the station itself.
    """

    digest: str = field(repr=False)
    role: Role
    account: str | None
    made_by: str
    made_at: datetime
    expires_at: datetime
    used_at: datetime | None = None

    def is_good(self, now: datetime) -> bool:
        """Whether it still lets somebody in."""
        return self.used_at is None and now < self.expires_at


@dataclass(frozen=True)
class Note:
    """Something to be written into the audit log.

    `account` is who did it, empty for somebody who did not get in. `action` is one word, 32 characters at most;
    `subject` names what it was done to by its id or number, 64 at most; `reason` is free text, kept encrypted.
    """

    account: str
    action: str
    subject: str = ""
    reason: str = field(default="", repr=False)


@dataclass(frozen=True)
class AuditEntry:
    """A note as it is kept: numbered without gaps from 1, each with the digest of the one before."""

    number: int
    at: datetime
    note: Note
    previous: str
    digest: str
