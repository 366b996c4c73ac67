"""What the actions need from outside: a clock, a store, the catalogue, somebody to tell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from types import TracebackType
from typing import Protocol

from actions.access.ports import AccessTokens, CasePages, ReceivedResults
from actions.activities.ports import Activities
from actions.cases.ports import Cases, Consents
from actions.catalogue.model import Catalogue
from actions.events.ports import Events
from actions.grid.ports import GridPlaces
from actions.help.talking import Talks
from actions.ledger.ports import Ledger
from actions.messaging.ports import AppTokens, Arrivals, ChatAccounts, Follows, Payloads, Pushes
from actions.model import HelpOutcome, HelpRequest, Need, Taker
from actions.neighbours.ports import Favours
from actions.notices.ports import Notices
from actions.outbox import Outbox
from actions.paper.mandate import Mandates
from actions.paper.ports import Authorisations
from actions.passes.ports import Drafts, Passes
from actions.points.ports import PointHolders
from actions.reminders.ports import Reminders
from actions.residents.ports import Residents
from actions.visits.ports import Visits
from actions.volunteering.ports import Volunteering
from actions.votes.ports import Votes


class StorageError(Exception):
    """The store could not be read or written; the cause says why."""


class NotificationError(Exception):
    """Nobody could be told of a call for help."""


class Clock(Protocol):
    """The time at the station."""

    def now(self) -> datetime:
        """The moment, with its zone."""

    def today(self) -> date:
        """The day on the station's calendar."""


class HelpRequests(Protocol):
    """Every call for a person."""

    def add(self, request: HelpRequest) -> None: ...

    def of_session(self, session: str) -> Sequence[HelpRequest]:
        """The requests of one session reference that are not closed, oldest first."""

    def unclosed(self) -> Sequence[HelpRequest]:
        """Every request that is not closed, the most urgent first, and then the oldest."""

    def since(self, moment: datetime) -> Sequence[HelpRequest]:
        """Every request made at that moment or later, oldest first."""

    def get(self, request_id: str) -> HelpRequest | None: ...

    def take(self, request_id: str, taker: Taker, at: datetime) -> bool:
        """Whether it was still open and is theirs now: of several who take it at once, one gets it."""

    def release(self, request_id: str, taker: Taker) -> bool:
        """Opens a request again that they had taken."""

    def escalate(self, request_id: str, at: datetime) -> bool:
        """Whether it was open and known to nobody else; now it is marked as known to more people."""

    def close(self, request_id: str, at: datetime, outcome: HelpOutcome) -> bool:
        """Whether it was not closed before."""


class Needs(Protocol):
    """Everything that could not be answered."""

    def add(self, need: Need) -> None: ...

    def latest(self, count: int) -> Sequence[Need]:
        """The newest needs, newest first."""

    def between(self, start: datetime, end: datetime) -> Sequence[Need]:
        """The needs noted from `start` up to `end`, oldest first."""


class UnitOfWork(Protocol):
    """One transaction; what is not committed is undone. Every use of it may raise StorageError."""

    @property
    def help_requests(self) -> HelpRequests: ...

    @property
    def needs(self) -> Needs: ...

    @property
    def cases(self) -> Cases: ...

    @property
    def consents(self) -> Consents: ...

    @property
    def outbox(self) -> Outbox: ...

    @property
    def residents(self) -> Residents: ...

    @property
    def reminders(self) -> Reminders: ...

    @property
    def authorisations(self) -> Authorisations: ...

    @property
    def passes(self) -> Passes: ...

    @property
    def drafts(self) -> Drafts: ...

    @property
    def ledger(self) -> Ledger: ...

    @property
    def votes(self) -> Votes: ...

    @property
    def point_holders(self) -> PointHolders: ...

    @property
    def volunteering(self) -> Volunteering: ...

    @property
    def events(self) -> Events: ...

    @property
    def access_tokens(self) -> AccessTokens: ...

    @property
    def case_pages(self) -> CasePages: ...

    @property
    def received_results(self) -> ReceivedResults: ...

    @property
    def chat_accounts(self) -> ChatAccounts: ...

    @property
    def arrivals(self) -> Arrivals: ...

    @property
    def payloads(self) -> Payloads: ...

    @property
    def pushes(self) -> Pushes: ...

    @property
    def follows(self) -> Follows: ...

    @property
    def talks(self) -> Talks: ...

    @property
    def app_tokens(self) -> AppTokens: ...

    @property
    def mandates(self) -> Mandates: ...

    @property
    def activities(self) -> Activities: ...

    @property
    def favours(self) -> Favours: ...

    @property
    def grid_places(self) -> GridPlaces: ...

    @property
    def visits(self) -> Visits: ...

    @property
    def notices(self) -> Notices: ...

    def __enter__(self) -> UnitOfWork: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def commit(self) -> None: ...


class UnitsOfWork(Protocol):
    """Begins transactions."""

    def __call__(self) -> UnitOfWork: ...

    def reading(self) -> UnitOfWork:
        """One that only reads, however long: it keeps nobody from writing."""


class StationUnits(UnitsOfWork, Protocol):
    """The same, and some for notes."""

    def passing(self) -> UnitOfWork:
        """One that waits for no disk: a power cut may undo it."""


class CatalogueReader(Protocol):
    """The catalogue in force."""

    def current(self) -> Catalogue:
        """Raises StorageError when it cannot be read and never was."""


class Notifier(Protocol):
    """Tells the people at the station that somebody needs them, beyond the store they watch anyway."""

    def notify(self, request: HelpRequest) -> bool:
        """Whether somebody was told. Raises NotificationError when that failed."""
