"""What the store keeps for the desk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from actions.desk.attempts import Attempts
from actions.desk.model import Account, AuditEntry, DeskSession, Invitation, Note
from actions.ports import UnitOfWork


class Accounts(Protocol):
    """Everybody who may come in, or could once."""

    def add(self, account: Account) -> None:
        """Raises StorageError when its number is taken."""

    def change(self, account: Account) -> None:
        """The account as it is now: role, name, password, disabled or not."""

    def by_id(self, account_id: str) -> Account | None: ...

    def by_number(self, number: str) -> Account | None: ...

    def all(self) -> Sequence[Account]:
        """The oldest first."""


class DeskSessions(Protocol):
    """Browsers in which somebody has come in."""

    def add(self, session: DeskSession) -> None: ...

    def by_digest(self, digest: str) -> DeskSession | None: ...

    def seen(self, digest: str, at: datetime) -> None: ...

    def of_account(self, account_id: str) -> Sequence[DeskSession]: ...

    def end(self, digest: str) -> bool:
        """Whether there was one."""

    def end_all(self, account_id: str) -> int:
        """How many there were."""

    def remove_over(self, now: datetime) -> int:
        """How many had run out."""


class Invitations(Protocol):
    """Links that let somebody in once."""

    def add(self, invitation: Invitation) -> None: ...

    def by_digest(self, digest: str) -> Invitation | None: ...

    def use(self, digest: str, now: datetime) -> Invitation | None:
        """The invitation, for the first who asks for it in time."""

    def withdraw(self, made_by: str, now: datetime) -> int:
        """Ends those nobody used that were made by this account, or by the station (""); how many."""


class StationPin(Protocol):
    """The number everybody at this station knows: a password alone lets nobody in."""

    def digest(self) -> str | None:
        """None until one was set."""

    def set(self, digest: str, at: datetime) -> None: ...


@dataclass(frozen=True)
class AuditFilter:
    """Which entries: of an account, an action, a subject, between two days; everything where it says nothing."""

    account: str = ""
    action: str = ""
    subject: str = ""
    since: date | None = None
    until: date | None = None


class AuditLog(Protocol):
    """What was looked at and what was done. It only grows: there is no way to change or remove an entry."""

    def add(self, note: Note, at: datetime) -> AuditEntry:
        """Written as the last one, with the digest of the one before."""

    def find(self, which: AuditFilter, most: int, before: int | None = None) -> Sequence[AuditEntry]:
        """The newest first; only those numbered below `before`."""

    def first_wrong(self) -> int | None:
        """The number of the first entry that was changed, moved or left out since; None when all is as written."""


class CallAttempts(Protocol):
    """Calls in vain."""

    def all(self) -> Mapping[str, Attempts]:
        """By their subject."""

    def put(self, attempts: Attempts) -> None:
        """In place of those of the same subject."""


class DeskWork(UnitOfWork, Protocol):
    """One transaction of the desk: what the station keeps, and who does what with it."""

    @property
    def accounts(self) -> Accounts: ...

    @property
    def desk_sessions(self) -> DeskSessions: ...

    @property
    def invitations(self) -> Invitations: ...

    @property
    def station_pin(self) -> StationPin: ...

    @property
    def call_attempts(self) -> CallAttempts: ...

    @property
    def audit(self) -> AuditLog: ...

    def __enter__(self) -> DeskWork: ...


class DeskUnits(Protocol):
    """Begins transactions of the desk."""

    def __call__(self) -> DeskWork: ...

    def reading(self) -> DeskWork:
        """One that only reads, and keeps nobody from writing meanwhile."""
