"""Cases on their way, and receivers that do as they are told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from actions.cases.filing import Filing, file
from actions.cases.model import Agent, Case, Details, Told
from actions.departments.gateway import Delivery, Progress, Receipt, Standing
from actions.model import new_id, session_reference
from actions.outbox import Parcel, ParcelState
from actions.ports import Clock, UnitsOfWork
from tests.unit.actions.fakes import StoppedClock

OFFICE = "civil_affairs"
NAME, PHONE = "王秀英", "13800138000"
DETAILS = Details(
    beneficiary="mother",
    answers=(Told("name", "name", "姓名", NAME, "王**"), Told("phone", "phone", "电话", PHONE, "138****8000")),
    agent=Agent("李梅", "child"),
)
PERSONAL = (NAME, PHONE, "李梅", "秀英")


def filed(
    units: UnitsOfWork, clock: Clock, destination: str = OFFICE, within_days: int = 5, details: Details = DETAILS
) -> Case:
    """A case that was just filed for that destination."""
    session = session_reference("visit")
    filing = Filing(
        new_id(), session, "kiosk", "elder_allowance", "民政局", details, within_days, "幸福一", destination
    )
    return file(filing, units, clock)


def case_of(units: UnitsOfWork, case: Case) -> Case:
    """The case as it is now."""
    with units() as work:
        found = work.cases.by_id(case.id)
    assert found is not None
    return found


def parcels(units: UnitsOfWork, state: ParcelState) -> list[Parcel]:
    """The parcels that are so."""
    with units() as work:
        return list(work.outbox.in_state(state))


def life(units: UnitsOfWork, case: Case) -> list[tuple[str, str, str]]:
    """State, actor and note of each mark."""
    with units() as work:
        return [(mark.state.value, mark.actor, mark.note) for mark in work.cases.marks(case.id)]


@dataclass
class Receiver:
    """Keeps one case for a key, and hears what becomes of it. `failing` draws what it raises at the next call;
    `meanwhile` happens on the way."""

    kept: dict[str, Delivery] = field(default_factory=dict)
    heard: list[Standing] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    failing: Callable[[Delivery | Standing], Exception | None] = lambda said: None
    meanwhile: Callable[[], Any] = lambda: None
    reference: str | None = None

    def tell(self, standing: Standing) -> None:
        error = self.failing(standing)
        if error is not None:
            raise error
        self.heard.append(standing)

    def deliver(self, delivery: Delivery) -> Receipt:
        self.calls.append(delivery.key)
        error = self.failing(delivery)
        if error is not None:
            raise error
        self.kept.setdefault(delivery.key, delivery)
        self.meanwhile()
        return Receipt(self.reference)


@dataclass
class Teller:
    """Says how far every case is, or raises. `meanwhile` happens before it does."""

    says: Progress | Exception = field(default_factory=Progress)
    asked: list[str] = field(default_factory=list)
    meanwhile: Callable[[], Any] = lambda: None

    def progress(self, key: str) -> Progress:
        self.asked.append(key)
        self.meanwhile()
        if isinstance(self.says, Exception):
            raise self.says
        return self.says


def pass_time(clock: StoppedClock, **time: float) -> None:
    """Time goes by at the station."""
    clock.moment += timedelta(**time)
