"""Transactions over the store; the driver's errors become ours here and nowhere else."""

from __future__ import annotations

from types import TracebackType

from cryptography.fernet import Fernet
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker

from actions.ports import StorageError
from actions.store.arrivals import SqlArrivals
from actions.store.authorisations import SqlAuthorisations
from actions.store.cases import SqlCases, SqlConsents
from actions.store.chat_accounts import SqlAppTokens, SqlChatAccounts, SqlPayloads
from actions.store.drafts import SqlDrafts
from actions.store.engine import for_writing
from actions.store.mandates import SqlMandates
from actions.store.outbox import SqlOutbox
from actions.store.passes import SqlPasses
from actions.store.pushes import SqlFollows, SqlPushes
from actions.store.reminders import SqlReminders
from actions.store.repositories import SqlHelpRequests, SqlNeeds
from actions.store.residents import SqlResidents
from actions.store.sealed import Seal


class SqlUnitOfWork:
    """One transaction; see `actions.ports.UnitOfWork`."""

    def __init__(self, session: Session, seal: Seal) -> None:
        self._session = session
        self.help_requests = SqlHelpRequests(session)
        self.needs = SqlNeeds(session)
        self.cases = SqlCases(session, seal)
        self.consents = SqlConsents(session)
        self.outbox = SqlOutbox(session)
        self.residents = SqlResidents(session, seal)
        self.reminders = SqlReminders(session, seal)
        self.authorisations = SqlAuthorisations(session, seal)
        self.passes = SqlPasses(session)
        self.drafts = SqlDrafts(session, seal)
        self.chat_accounts = SqlChatAccounts(session, seal)
        self.arrivals = SqlArrivals(session, seal)
        self.payloads = SqlPayloads(session, seal)
        self.pushes = SqlPushes(session, seal)
        self.follows = SqlFollows(session)
        self.app_tokens = SqlAppTokens(session, seal)
        self.mandates = SqlMandates(session)

    def __enter__(self) -> SqlUnitOfWork:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._session.close()
        if isinstance(error, SQLAlchemyError):
            raise StorageError("the store could not be used") from error

    def commit(self) -> None:
        self._session.commit()


class SqlUnitsOfWork:
    """Begins transactions that may write; what is personal is closed with `cipher`."""

    def __init__(self, engine: Engine, cipher: Fernet) -> None:
        self._sessions = sessionmaker(for_writing(engine), future=True)
        self._seal = Seal(cipher)

    def __call__(self) -> SqlUnitOfWork:
        return SqlUnitOfWork(self._sessions(), self._seal)
