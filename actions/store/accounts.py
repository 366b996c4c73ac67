"""Accounts of the desk, their sessions, links and PIN as rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, or_, select, update
from sqlalchemy.orm import Session

from actions.desk.model import IDLE, LONGEST, Account, DeskSession, Invitation, Role
from actions.store.changes import changed
from actions.store.desk_tables import desk_accounts, desk_invitations, desk_pins, desk_sessions
from actions.store.sealed import Seal


class SqlAccounts:
    """The rows of `desk_accounts`."""

    def __init__(self, session: Session, seal: Seal) -> None:
        self._session = session
        self._seal = seal

    def add(self, account: Account) -> None:
        self._session.execute(insert(desk_accounts).values(self._row(account)))

    def change(self, account: Account) -> None:
        self._session.execute(update(desk_accounts).where(desk_accounts.c.id == account.id).values(self._row(account)))

    def by_id(self, account_id: str) -> Account | None:
        return self._one(desk_accounts.c.id == account_id)

    def by_number(self, number: str) -> Account | None:
        return self._one(desk_accounts.c.number == number)

    def all(self) -> Sequence[Account]:
        rows = self._session.execute(select(desk_accounts).order_by(desk_accounts.c.made_at)).mappings()
        return [self._account(row) for row in rows]

    def _one(self, condition: Any) -> Account | None:
        row = self._session.execute(select(desk_accounts).where(condition)).mappings().first()
        return None if row is None else self._account(row)

    def _row(self, account: Account) -> dict[str, Any]:
        return asdict(account) | {"role": account.role.value, "name": self._seal.close(account.name)}

    def _account(self, row: Any) -> Account:
        return Account(**dict(row) | {"role": Role(row["role"]), "name": self._seal.open(row["name"])})


class SqlDeskSessions:
    """The rows of `desk_sessions`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, session: DeskSession) -> None:
        self._session.execute(insert(desk_sessions).values(asdict(session)))

    def by_digest(self, digest: str) -> DeskSession | None:
        row = self._session.execute(select(desk_sessions).where(desk_sessions.c.digest == digest)).mappings().first()
        return None if row is None else DeskSession(**row)

    def seen(self, digest: str, at: datetime) -> None:
        self._session.execute(update(desk_sessions).where(desk_sessions.c.digest == digest).values(seen_at=at))

    def of_account(self, account_id: str) -> Sequence[DeskSession]:
        theirs = select(desk_sessions).where(desk_sessions.c.account == account_id).order_by(desk_sessions.c.made_at)
        return [DeskSession(**row) for row in self._session.execute(theirs).mappings()]

    def end(self, digest: str) -> bool:
        return changed(self._session, delete(desk_sessions).where(desk_sessions.c.digest == digest)) > 0

    def end_all(self, account_id: str) -> int:
        return changed(self._session, delete(desk_sessions).where(desk_sessions.c.account == account_id))

    def remove_over(self, now: datetime) -> int:
        is_over = or_(desk_sessions.c.seen_at <= now - IDLE, desk_sessions.c.made_at <= now - LONGEST)
        return changed(self._session, delete(desk_sessions).where(is_over))


class SqlInvitations:
    """The rows of `desk_invitations`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, invitation: Invitation) -> None:
        row = asdict(invitation) | {"role": invitation.role.value}
        self._session.execute(insert(desk_invitations).values(row))

    def by_digest(self, digest: str) -> Invitation | None:
        query = select(desk_invitations).where(desk_invitations.c.digest == digest)
        row = self._session.execute(query).mappings().first()
        return None if row is None else Invitation(**dict(row) | {"role": Role(row["role"])})

    def use(self, digest: str, now: datetime) -> Invitation | None:
        """Of two who use it at the same time one changes the row."""
        unused = update(desk_invitations).where(
            desk_invitations.c.digest == digest,
            desk_invitations.c.used_at.is_(None),
            desk_invitations.c.expires_at > now,
        )
        return self.by_digest(digest) if changed(self._session, unused.values(used_at=now)) else None

    def withdraw(self, made_by: str, now: datetime) -> int:
        unused = update(desk_invitations).where(
            desk_invitations.c.made_by == made_by, desk_invitations.c.used_at.is_(None)
        )
        return changed(self._session, unused.values(used_at=now))


class SqlStationPin:
    """The rows of `desk_pins`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def digest(self) -> str | None:
        newest = select(desk_pins.c.digest).order_by(desk_pins.c.id.desc()).limit(1)
        found: str | None = self._session.execute(newest).scalar()
        return found

    def set(self, digest: str, at: datetime) -> None:
        self._session.execute(delete(desk_pins))
        self._session.execute(insert(desk_pins).values(digest=digest, made_at=at))
