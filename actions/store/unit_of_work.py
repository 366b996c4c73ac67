"""Transactions over the store; the driver's errors become ours here and nowhere else."""

from __future__ import annotations

from types import TracebackType

from cryptography.fernet import Fernet
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker

from actions.ledger.head import Signer
from actions.ports import StorageError
from actions.store.access import SqlAccessTokens, SqlCasePages, SqlReceivedResults
from actions.store.activities import SqlActivities
from actions.store.arrivals import SqlArrivals
from actions.store.authorisations import SqlAuthorisations
from actions.store.cases import SqlCases, SqlConsents
from actions.store.chat_accounts import SqlAppTokens, SqlChatAccounts, SqlPayloads
from actions.store.drafts import SqlDrafts
from actions.store.engine import for_writing
from actions.store.events import SqlEvents
from actions.store.help_requests import SqlHelpRequests
from actions.store.ledger import SqlLedger
from actions.store.mandates import SqlMandates
from actions.store.neighbourhood import SqlFavours, SqlGridPlaces, SqlNotices, SqlVisits
from actions.store.outbox import SqlOutbox
from actions.store.passes import SqlPasses
from actions.store.points import SqlPointHolders
from actions.store.pushes import SqlFollows, SqlPushes
from actions.store.reminders import SqlReminders
from actions.store.repositories import SqlNeeds
from actions.store.residents import SqlResidents
from actions.store.sealed import Seal
from actions.store.talks import SqlTalks
from actions.store.volunteering import SqlVolunteering
from actions.store.votes import SqlVotes


class SqlUnitOfWork:
    """One transaction; see `actions.ports.UnitOfWork`."""

    def __init__(self, session: Session, seal: Seal, signer: Signer | None = None) -> None:
        self._session = session
        self.help_requests = SqlHelpRequests(session, seal)
        self.needs = SqlNeeds(session)
        self.cases = SqlCases(session, seal)
        self.consents = SqlConsents(session)
        self.outbox = SqlOutbox(session)
        self.residents = SqlResidents(session, seal)
        self.reminders = SqlReminders(session, seal)
        self.authorisations = SqlAuthorisations(session, seal)
        self.passes = SqlPasses(session)
        self.drafts = SqlDrafts(session, seal)
        self.ledger = SqlLedger(session, signer)
        self.votes = SqlVotes(session, seal)
        self.point_holders = SqlPointHolders(session, seal)
        self.volunteering = SqlVolunteering(session, seal)
        self.events = SqlEvents(session)
        self.access_tokens = SqlAccessTokens(session)
        self.case_pages = SqlCasePages(session)
        self.received_results = SqlReceivedResults(session)
        self.chat_accounts = SqlChatAccounts(session, seal)
        self.arrivals = SqlArrivals(session, seal)
        self.payloads = SqlPayloads(session, seal)
        self.pushes = SqlPushes(session, seal)
        self.follows = SqlFollows(session)
        self.talks = SqlTalks(session, seal)
        self.app_tokens = SqlAppTokens(session, seal)
        self.mandates = SqlMandates(session)
        self.activities = SqlActivities(session)
        self.favours = SqlFavours(session)
        self.grid_places = SqlGridPlaces(session, seal)
        self.visits = SqlVisits(session, seal)
        self.notices = SqlNotices(session)

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
    """Begins transactions that may write; what is personal is closed with `cipher`.

    `signer`: signs the ledger; without one the ledger can be read and nothing added to it.
    """

    def __init__(self, engine: Engine, cipher: Fernet, signer: Signer | None = None) -> None:
        self._sessions = sessionmaker(for_writing(engine), future=True)
        self._passing = sessionmaker(for_writing(engine, lasts=False), future=True)
        self._readers = sessionmaker(engine, future=True)
        self._seal = Seal(cipher)
        self._signer = signer

    def __call__(self) -> SqlUnitOfWork:
        return SqlUnitOfWork(self._sessions(), self._seal, self._signer)

    def passing(self) -> SqlUnitOfWork:
        return SqlUnitOfWork(self._passing(), self._seal, self._signer)

    def reading(self) -> SqlUnitOfWork:
        return SqlUnitOfWork(self._readers(), self._seal, self._signer)
