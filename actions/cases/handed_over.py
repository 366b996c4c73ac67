"""Cases that a station hands over to its district: taken in once under the station's key, and told of under it.

What becomes of them at the station since, the district hears as any department does.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from actions.cases.filing import Filing, file
from actions.cases.model import Case, CaseState, Details, Level, Mark
from actions.model import session_reference
from actions.outbox import parcel_for, tell_receivers
from actions.ports import Clock, UnitsOfWork

CHANNEL = "station"

_TAKEN_UP = "not_settled"


@dataclass(frozen=True)
class Handed:
    """A case as the station has it. `key` is the station's own for it, random and never used for another one.

    `replaces`: the key under which it was here before and was returned.
    """

    key: str
    number: str
    service: str
    body: str
    grid: str | None
    level: Level
    due_on: date | None
    details: Details
    replaces: str | None = None

    @property
    def own_key(self) -> str:
        """What the case is kept under here, whoever hands it over and however often."""
        return key_of(self.key)


def key_of(key: str) -> str:
    """32 hexadecimal digits for a station's key."""
    return hashlib.blake2b(key.encode(), digest_size=16, person=b"linban-station").hexdigest()


def take_in(handed: Handed, destination_of: Callable[[str], str], units: UnitsOfWork, clock: Clock) -> Case:
    """The case, new or taken in before, or the one that was returned and is mended; under the number that the person
    knows, unless another case here has it.

    Raises StorageError.
    """
    if handed.replaces is not None:
        _come_again(handed, handed.replaces, destination_of(handed.service), units, clock)
    filing = Filing(
        key=handed.own_key,
        session=session_reference(handed.own_key),
        channel=CHANNEL,
        service=handed.service,
        body=handed.body,
        details=handed.details,
        answer_within_days=None,
        grid=handed.grid,
        destination=destination_of(handed.service),
        number=handed.number,
        level=handed.level,
        due_on=handed.due_on,
    )
    return file(filing, units, clock)


def _come_again(handed: Handed, before: str, destination: str, units: UnitsOfWork, clock: Clock) -> None:
    """A case that was returned goes on under its new key; where there is none, nothing happens."""
    with units() as work:
        known = work.cases.by_key(key_of(before))
        if known is None or known.state is not CaseState.RETURNED:
            return
        mended = replace(
            known.moved(CaseState.QUEUED),
            key=handed.own_key,
            level=handed.level,
            due_on=handed.due_on,
            details=handed.details,
        )
        work.cases.amend(mended)
        work.cases.move(mended, Mark(CaseState.QUEUED, clock.now(), "station", CHANNEL, "requeued"))
        work.outbox.put(parcel_for(mended, destination, clock.now()))
        work.commit()


def hear(key: str, state: CaseState, level: Level, due_on: date | None, units: UnitsOfWork, clock: Clock) -> bool:
    """How a case stands at the station now: taken back, taken up again, or one level up; whether it is here at all.

    Raises StorageError.
    """
    with units() as work:
        case = work.cases.by_key(key_of(key))
        if case is None:
            return False
        heard, note = _as_heard(case, state, level, due_on)
        if heard != case:
            work.cases.move(heard, Mark(heard.state, clock.now(), "station", CHANNEL, note))
            tell_receivers(case.id, work.outbox, clock.now(), owes_another=note == _TAKEN_UP)
            work.commit()
    return True


def _as_heard(case: Case, state: CaseState, level: Level, due_on: date | None) -> tuple[Case, str]:
    """What it is then, and the note beside it; as it was where it has gone further here."""
    if state is CaseState.WITHDRAWN:
        return (case.moved(state), "withdrawn") if case.state.may_become(state) else (case, "")
    is_taken_up = state is CaseState.IN_PROGRESS and case.state is CaseState.ANSWERED
    if not is_taken_up and not case.state.awaits_an_answer:
        return case, ""
    moved = case.moved(state) if is_taken_up else case
    return replace(moved, level=level, due_on=due_on), _TAKEN_UP if is_taken_up else level.name.lower()
