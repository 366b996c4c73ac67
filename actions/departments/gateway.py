"""How a case is handed to whoever deals with it, and what may come back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from typing import Any, Protocol

from actions.cases.model import Case, CaseState
from actions.outbox import Parcel
from assistant.text.redact import mask_personal


class Unreachable(Exception):
    """Nothing was said about the case: to be tried again, not before `wait` has passed.

    `problem` is one word for the desk and quotes nobody.
    """

    def __init__(self, problem: str, wait: timedelta = timedelta(0)) -> None:
        super().__init__(problem)
        self.problem = problem
        self.wait = wait


class Refused(Exception):
    """The receiver does not take the case; `reason` is what the person is told, and may be empty."""

    def __init__(self, reason: str) -> None:
        super().__init__("the case was refused")
        self.reason = reason


@dataclass(frozen=True)
class Delivery:
    """A case as it leaves. The same `key` twice is the same case.

    `replaces`: the key under which it was there before, and was not dealt with. `level` is grid, street, district or
    city; `due_on` a day such as 2026-11-23; `details` is personal, as JSON has it.
    """

    key: str
    number: str
    service: str
    body: str
    grid: str | None
    level: str
    due_on: str | None
    details: Mapping[str, Any] = field(repr=False)
    replaces: str | None = None


@dataclass(frozen=True)
class Standing:
    """How a case stands that the receiver has under the key `about`: `state` as in `CaseState`, `level` and `due_on` as
    in `Delivery`. Telling it twice under one `key` is telling it once; nothing personal is in it.
    """

    key: str
    about: str
    number: str
    state: str
    level: str
    due_on: str | None


@dataclass(frozen=True)
class Receipt:
    """The receiver has the case, under a reference of its own if it named one."""

    reference: str | None = None


@dataclass(frozen=True)
class Progress:
    """How far the receiver is: in progress, answered, returned, or None when there is nothing new.

    `text` is the result or the reason, for the person to be told.
    """

    state: CaseState | None = None
    text: str = field(default="", repr=False)


class Gateway(Protocol):
    """The way to one receiver."""

    def deliver(self, delivery: Delivery) -> Receipt:
        """Hands a case over, once however often it is called. Raises Unreachable, Refused."""

    def tell(self, standing: Standing) -> None:
        """Says how a case stands that was handed over. Raises Unreachable; Refused when they do not go by it."""


class Results(Protocol):
    """Where a receiver says how far it is."""

    def progress(self, key: str) -> Progress:
        """What has become of the case delivered under that key. Raises Unreachable."""


def delivery_of(case: Case, parcel: Parcel) -> Delivery:
    """What a receiver is told of a case. What only a public screen needs stays here, and of whoever's number was told
    in free words the last places alone go on: how the person is reached stands in an answer of its own."""
    details = asdict(case.details)
    answers = [_as_sent(one) for one in details["answers"]]
    return Delivery(
        key=parcel.id,
        number=case.number,
        service=case.service,
        body=case.body,
        grid=case.grid,
        level=case.level.name.lower(),
        due_on=_day(case),
        details=details | {"answers": answers},
        replaces=parcel.about,
    )


def standing_of(case: Case, parcel: Parcel) -> Standing:
    """The case as it is now, for whoever has it."""
    level = case.level.name.lower()
    return Standing(parcel.id, parcel.about or parcel.id, case.number, case.state.value, level, _day(case))


def _as_sent(told: Mapping[str, str]) -> dict[str, str]:
    sent = {name: value for name, value in told.items() if name != "shown"}
    if told["type"] != "text":
        return sent
    return sent | {name: mask_personal(told[name]).text for name in ("value", "said")}


def _day(case: Case) -> str | None:
    return None if case.due_on is None else case.due_on.isoformat()
