"""What became of a case, told from outside: taken once, by the rules of a case, and never with anybody's numbers."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import Enum

from actions.access.model import AccessToken, ReceivedResult
from actions.cases.model import Case, CaseError, CaseState, Mark
from actions.outbox import ParcelState
from actions.ports import Clock, UnitOfWork, UnitsOfWork
from assistant.text.redact import mask_personal

LONGEST_TEXT = 500
"""Characters of what the person is told."""

TAKEN_STATES = (CaseState.IN_PROGRESS, CaseState.ANSWERED, CaseState.RETURNED)
"""What may be told of a case from outside."""

_LAST = (CaseState.ANSWERED, CaseState.RETURNED)
_LONGEST_CHANNEL = 32


class Receipt(Enum):
    """What became of a result: TAKEN; AGAIN, the same one as before; CONFLICT, another one under the same key, or a
    step that is not open to the case; UNKNOWN, no such case for this token."""

    TAKEN = "taken"
    AGAIN = "again"
    CONFLICT = "conflict"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Result:
    """What a department says: how the case stands now, and what the person is told."""

    number: str
    state: CaseState
    text: str = ""

    @property
    def digest(self) -> str:
        """The same for the same result."""
        return hashlib.sha256("\x00".join((self.number, self.state.value, self.text)).encode()).hexdigest()


def receive(result: Result, key: str, token: AccessToken, units: UnitsOfWork, clock: Clock) -> Receipt:
    """Takes a result, once for each `key` of a token. Raises StorageError."""
    with units() as work:
        known = work.received_results.get(token.id, key)
        if known is not None:
            return Receipt.AGAIN if known.digest == result.digest else Receipt.CONFLICT
        case = work.cases.by_number(result.number)
        if case is None or not token.sees(case.service):
            return Receipt.UNKNOWN
        try:
            _move(case, result, token, work, clock)
        except CaseError:
            return Receipt.CONFLICT
        work.received_results.add(ReceivedResult(token.id, key, case.id, result.digest, clock.now()))
        work.commit()
    return Receipt.TAKEN


def _move(case: Case, result: Result, token: AccessToken, work: UnitOfWork, clock: Clock) -> None:
    """The steps to the new state; who tells of a case has been given it. Raises CaseError."""
    parcels, now = work.outbox.hold(case.id), clock.now()
    channel = token.name[:_LONGEST_CHANNEL]
    if case.state is CaseState.QUEUED:
        case = case.moved(CaseState.DELIVERED)
        work.cases.move(case, Mark(case.state, now, "department", channel))
    case = case.moved(result.state, mask_personal(result.text).text[:LONGEST_TEXT])
    work.cases.move(case, Mark(case.state, now, "department", channel))
    for parcel in parcels:
        if case.state in _LAST and parcel.state is not ParcelState.DONE:
            work.outbox.update(parcel.got_on(ParcelState.DONE, now))
