"""Stand-ins behind the ports: a store in memory that can fail, a stopped clock, somebody to notify."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timezone
from types import TracebackType

from actions.catalogue.model import Catalogue
from actions.model import HelpRequest, Need, RequestState
from actions.ports import NotificationError, StorageError
from actions.resources import Resources


@dataclass
class MemoryStore:
    """What was committed. `broken`: every transaction fails."""

    requests: list[HelpRequest] = field(default_factory=list)
    noted: list[Need] = field(default_factory=list)
    broken: bool = False

    def __call__(self) -> MemoryUnit:
        return MemoryUnit(self)


class MemoryUnit:
    """One transaction: changes reach the store when they are committed."""

    def __init__(self, store: MemoryStore) -> None:
        self._store = store
        self.help_requests = MemoryRequests(list(store.requests))
        self.needs = MemoryNeeds(list(store.noted))

    def __enter__(self) -> MemoryUnit:
        if self._store.broken:
            raise StorageError("broken for the test")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        pass

    def commit(self) -> None:
        self._store.requests = self.help_requests.rows
        self._store.noted = self.needs.rows


@dataclass
class MemoryRequests:
    rows: list[HelpRequest]

    def add(self, request: HelpRequest) -> None:
        self.rows.append(request)

    def of_session(self, session: str) -> Sequence[HelpRequest]:
        closed = RequestState.CLOSED
        return [one for one in self.rows if one.session == session and one.state is not closed]

    def move(self, request_id: str, state: RequestState) -> None:
        self.rows = [replace(one, state=state) if one.id == request_id else one for one in self.rows]


@dataclass
class MemoryNeeds:
    rows: list[Need]

    def add(self, need: Need) -> None:
        self.rows.append(need)

    def latest(self, count: int) -> Sequence[Need]:
        return self.rows[::-1][:count]


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

    @property
    def resources(self) -> Resources:
        return Resources(catalogue=self.shelf, units=self.store, clock=self.clock, notifier=self.bell)
