"""Transactions of the desk: the station's store, and what the desk keeps beside it."""

from __future__ import annotations

from cryptography.fernet import Fernet
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session, sessionmaker

from actions.store.accounts import SqlAccounts, SqlDeskSessions, SqlInvitations, SqlStationPin
from actions.store.audit import SqlAuditLog
from actions.store.call_attempts import SqlCallAttempts
from actions.store.engine import for_writing
from actions.store.sealed import Seal
from actions.store.unit_of_work import SqlUnitOfWork


class SqlDeskWork(SqlUnitOfWork):
    """One transaction; see `actions.desk.ports.DeskWork`."""

    def __init__(self, session: Session, seal: Seal, audit_key: bytes, audit_seal: Seal) -> None:
        super().__init__(session, seal)
        self.accounts = SqlAccounts(session, seal)
        self.desk_sessions = SqlDeskSessions(session)
        self.invitations = SqlInvitations(session)
        self.station_pin = SqlStationPin(session)
        self.call_attempts = SqlCallAttempts(session)
        self.audit = SqlAuditLog(session, audit_seal, audit_key)

    def __enter__(self) -> SqlDeskWork:
        return self


class SqlDeskUnits:
    """Begins transactions of the desk; `cipher` closes what is personal, `audit_key` chains the audit log.

    audit_cipher: closes the reasons in that log, whose rows nothing may change; another one is not needed where keys
    are never made anew.
    """

    def __init__(self, engine: Engine, cipher: Fernet, audit_key: bytes, audit_cipher: Fernet | None = None) -> None:
        self._sessions = sessionmaker(for_writing(engine), future=True)
        self._readers = sessionmaker(engine, future=True)
        self._seal = Seal(cipher)
        self._audit_key = audit_key
        self._audit_seal = Seal(audit_cipher or cipher)

    def __call__(self) -> SqlDeskWork:
        return SqlDeskWork(self._sessions(), self._seal, self._audit_key, self._audit_seal)

    def reading(self) -> SqlDeskWork:
        """SQLite's write lock is not taken: a long look at the audit log keeps no form from being filed."""
        return SqlDeskWork(self._readers(), self._seal, self._audit_key, self._audit_seal)
