"""Stand-ins behind the ports: a store in memory that can fail, a stopped clock, somebody to notify."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timezone

from cryptography.fernet import Fernet
from sqlalchemy import create_engine, select, text
from sqlalchemy.pool import StaticPool

from actions.cases.model import Case, CaseState
from actions.catalogue.model import Catalogue
from actions.ledger.head import Signer
from actions.materials.words import load_words
from actions.model import HelpRequest, Need
from actions.outbox import STATION
from actions.passes.digest import KeyedDigest
from actions.passes.guard import Guard
from actions.ports import NotificationError, StorageError
from actions.residents.lookup import Lookup
from actions.resources import Resources
from actions.store.desk_work import SqlDeskUnits
from actions.store.tables import help_requests, metadata
from actions.store.unit_of_work import SqlUnitOfWork, SqlUnitsOfWork

WORDS = load_words()
CIPHER = Fernet(Fernet.generate_key())
SIGNER = Signer(b"s" * 32)


class MemoryStore:
    """The store in memory. `broken`: every transaction fails."""

    def __init__(self) -> None:
        options = {"check_same_thread": False}
        self._engine = create_engine("sqlite://", future=True, poolclass=StaticPool, connect_args=options)
        metadata.create_all(self._engine)
        self._units = SqlUnitsOfWork(self._engine, CIPHER, SIGNER)
        self.broken = False

    def __call__(self) -> SqlUnitOfWork:
        if self.broken:
            raise StorageError("broken for the test")
        return self._units()

    def passing(self) -> SqlUnitOfWork:
        return self()

    def reading(self) -> SqlUnitOfWork:
        return self()

    @property
    def desk(self) -> SqlDeskUnits:
        """The same store as the desk uses it."""
        return SqlDeskUnits(self._engine, CIPHER, b"a" * 32)

    @property
    def requests(self) -> list[HelpRequest]:
        """Every call for a person, closed ones too, oldest first."""
        with self._engine.connect() as connection:
            ids = connection.execute(select(help_requests.c.id).order_by(text("rowid"))).scalars().all()
        with self._units() as work:
            return [request for one in ids if (request := work.help_requests.get(one)) is not None]

    @property
    def noted(self) -> list[Need]:
        """What could not be answered, oldest first."""
        with self._units() as work:
            return list(work.needs.latest(1000))[::-1]

    @property
    def cases(self) -> list[Case]:
        """Every case, in the order they were filed."""
        with self._units() as work:
            return sorted(work.cases.in_states(*CaseState), key=lambda case: case.filed_at)


@dataclass
class Shelf:
    """A catalogue that is simply there, or is not."""

    catalogue: Catalogue
    broken: bool = False

    def current(self) -> Catalogue:
        if self.broken:
            raise StorageError("broken for the test")
        return self.catalogue

    def take_away(self, service: str) -> None:
        """As if this station did not have the service."""
        services = {name: one for name, one in self.catalogue.services.items() if name != service}
        self.catalogue = replace(self.catalogue, services=services)


@dataclass
class StoppedClock:
    moment: datetime = datetime(2026, 11, 24, 9, 30, tzinfo=timezone.utc)

    def now(self) -> datetime:
        return self.moment

    def today(self) -> date:
        return self.moment.date()


@dataclass
class Bell:
    """Somebody to notify. `reaches`: whether anybody hears it; `broken`: it fails."""

    reaches: bool = False
    broken: bool = False
    rung: list[HelpRequest] = field(default_factory=list)

    def notify(self, request: HelpRequest) -> bool:
        if self.broken:
            raise NotificationError("broken for the test")
        self.rung.append(request)
        return self.reaches


@dataclass
class Station:
    """All stand-ins of one test."""

    shelf: Shelf
    store: MemoryStore = field(default_factory=MemoryStore)
    bell: Bell = field(default_factory=Bell)
    clock: StoppedClock = field(default_factory=StoppedClock)
    guard: Guard = field(default_factory=Guard)

    @property
    def resources(self) -> Resources:
        return Resources(
            catalogue=self.shelf,
            units=self.store,
            clock=self.clock,
            notifier=self.bell,
            words=WORDS,
            lookup=Lookup(b"k" * 32),
            digest=KeyedDigest(b"d" * 32),
            guard=self.guard,
            destination_of=lambda service: STATION,
        )
