"""What the people at the desk do with a case: one step at a time, by the rules of a case, each written down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum

from actions.cases.filing import raised
from actions.cases.model import Case, CaseError, CaseState, Level, Mark
from actions.departments.escalation import DAYS_ABOVE
from actions.desk.model import Note
from actions.desk.ports import DeskUnits, DeskWork
from actions.outbox import BY_HAND, REPLACED, STATION, Errand, Parcel, ParcelState, parcel_for, tell_receivers
from actions.ports import Clock
from assistant.text.redact import mask_personal

CHANNEL = "desk"
_ENDS = ("。", "！", "？", "…")


class Step(str, Enum):
    """Something to be done with a case; also the word in the audit log."""

    DELIVER = "delivered"
    TAKE_UP = "taken_up"
    ANSWER = "answered"
    ASK_BACK = "asked_back"
    RETURN = "returned"
    TELL = "told"
    CLOSE = "closed"
    WITHDRAW = "withdrawn"
    ESCALATE = "escalated"
    REQUEUE = "requeued"
    REOPEN = "reopened"

    @property
    def needs_words(self) -> bool:
        """Whether the person is told something by it."""
        return self in _WITH_WORDS


_WITH_WORDS = (Step.ANSWER, Step.ASK_BACK, Step.RETURN)
_LEADS_TO: Mapping[Step, CaseState] = {
    Step.DELIVER: CaseState.DELIVERED,
    Step.TAKE_UP: CaseState.IN_PROGRESS,
    Step.ANSWER: CaseState.ANSWERED,
    Step.ASK_BACK: CaseState.RETURNED,
    Step.RETURN: CaseState.RETURNED,
    Step.CLOSE: CaseState.CLOSED,
    Step.WITHDRAW: CaseState.WITHDRAWN,
    Step.REQUEUE: CaseState.QUEUED,
    Step.REOPEN: CaseState.IN_PROGRESS,
}
_TOLD_TO_RECEIVERS = (Step.WITHDRAW, Step.ESCALATE, Step.REOPEN)


class TooLate(Exception):
    """Somebody else has taken the case a step on since it was looked at."""


class NotToldAloud(Exception):
    """Words for the person are missing, or hold a number of theirs: the kiosk says them in a public room."""


@dataclass(frozen=True)
class Wish:
    """A step to be taken. `seen` is how many marks the case had when it was looked at; `by` an account.

    `words` are what the person is told, or, where the case goes somewhere again, what was mended, for whoever deals
    with it; `reason` is for the audit log.
    """

    step: Step
    number: str
    seen: int
    by: str
    words: str = field(default="", repr=False)
    reason: str = field(default="", repr=False)


def open_steps(case: Case) -> tuple[Step, ...]:
    """What can be done with a case as it stands."""
    return tuple(step for step in Step if _is_open(step, case))


def deal(wish: Wish, units: DeskUnits, clock: Clock) -> Case:
    """The case after the step; case, mark, parcel and audit entry are written together.

    Raises LookupError when there is no such case, CaseError when the step is not open to it, TooLate, NotToldAloud,
    StorageError.
    """
    words = _words(wish)
    with units() as work:
        found = work.cases.by_number(wish.number)
        if found is None:
            raise LookupError("there is no such case")
        work.outbox.hold(found.id)
        case = work.cases.by_id(found.id) or found
        if len(work.cases.marks(case.id)) != wish.seen:
            raise TooLate
        if not _is_open(wish.step, case):
            raise CaseError(f"a case that is {case.state.value} cannot be {wish.step.value}")
        after = _mended(_after(wish.step, case, words, clock), wish)
        now = clock.now()
        if after.details != case.details:
            work.cases.amend(after)
        work.cases.move(after, Mark(after.state, now, "staff", CHANNEL, _note(wish.step, after)))
        _send(wish.step, after, work, clock)
        work.audit.add(Note(wish.by, wish.step.value, case.number, wish.reason), now)
        work.commit()
    return after


def _is_open(step: Step, case: Case) -> bool:
    if step is Step.ESCALATE:
        return case.state.awaits_an_answer and case.level is not Level.CITY
    if step is Step.TELL:
        return case.state is CaseState.RETURNED
    is_again = case.state is CaseState.ANSWERED
    if _LEADS_TO[step] is CaseState.IN_PROGRESS and is_again is not (step is Step.REOPEN):
        return False
    return case.state.may_become(_LEADS_TO[step])


def _after(step: Step, case: Case, words: str, clock: Clock) -> Case:
    if step is Step.TELL:
        return case
    if step is Step.ESCALATE:
        return raised(case, clock.today(), DAYS_ABOVE)
    return case.moved(_LEADS_TO[step], words if step.needs_words else None)


def _mended(case: Case, wish: Wish) -> Case:
    """With what somebody at the desk adds for whoever deals with it."""
    words = " ".join(wish.words.split())
    if wish.step is not Step.REQUEUE or not words:
        return case
    return replace(case, details=replace(case.details, added=(*case.details.added, words)))


def _note(step: Step, after: Case) -> str:
    return after.level.name.lower() if step is Step.ESCALATE else step.value


def _send(step: Step, case: Case, work: DeskWork, clock: Clock) -> None:
    """What the step means for who has the case, or shall have it."""
    now = clock.now()
    if step in _TOLD_TO_RECEIVERS:
        tell_receivers(case.id, work.outbox, now, owes_another=step is Step.REOPEN)
    carried = [one for one in work.outbox.hold(case.id) if one.errand is Errand.CASE and one.problem != REPLACED]
    for parcel in carried:
        if step is Step.DELIVER:
            work.outbox.update(parcel.got_on(ParcelState.DONE, now, BY_HAND))
        elif step is Step.REQUEUE:
            _send_again(parcel, case, work, clock)


def _send_again(parcel: Parcel, case: Case, work: DeskWork, clock: Clock) -> None:
    """To a department under a new key: what it said of the old one would be said of it again."""
    now = clock.now()
    if parcel.destination == STATION:
        work.outbox.update(parcel.got_on(ParcelState.WAITING, now))
        return
    work.outbox.update(parcel.got_on(ParcelState.DONE, now, REPLACED))
    work.outbox.put(parcel_for(case, parcel.destination, now, about=parcel.id))


def _words(wish: Wish) -> str:
    """One line that ends as a sentence does."""
    if not wish.step.needs_words:
        return ""
    words = " ".join(wish.words.split())
    if not words or mask_personal(words).kinds:
        raise NotToldAloud
    return words if words.endswith(_ENDS) else f"{words}{_ENDS[0]}"
