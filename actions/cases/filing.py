"""Files a case: once, whatever happens, and on its way in the same transaction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from actions.cases.finding import free_number
from actions.cases.model import Case, CaseError, CaseState, Details, Level, Mark
from actions.model import new_id
from actions.outbox import STATION, parcel_for, tell_receivers
from actions.ports import Clock, UnitOfWork, UnitsOfWork

DAYS_TO_GO_ON = 5
"""How soon another answer is promised where the first one did not help: the station's own rule."""


@dataclass(frozen=True)
class Filing:
    """What a person confirmed. `key` is the form's own, 32 characters: the same form filed twice is one case.

    `answer_within_days` is what the station promises; `destination` who gets the case. `number`, `level` and `due_on`
    are those of a case that another station has taken in; a number that is taken is drawn anew.
    """

    key: str
    session: str
    channel: str
    service: str
    body: str
    details: Details
    answer_within_days: int | None
    grid: str | None = None
    destination: str = STATION
    number: str | None = None
    level: Level = Level.GRID
    due_on: date | None = None


def file(filing: Filing, units: UnitsOfWork, clock: Clock) -> Case:
    """The case, just filed or filed before under the same key.

    The case, its marks and its parcel in the outbox are written together or not at all. Raises StorageError.
    """
    with units() as work:
        known = work.cases.by_key(filing.key)
        if known is not None:
            return known
        case = _new_case(filing, _number(filing, work), clock)
        work.cases.add(case, Mark(CaseState.CONFIRMED, case.filed_at, "resident", filing.channel))
        queued = case.moved(CaseState.QUEUED)
        work.cases.move(queued, Mark(CaseState.QUEUED, case.filed_at, "station", filing.channel))
        work.outbox.put(parcel_for(queued, filing.destination, case.filed_at))
        work.commit()
    return queued


def due_day(today: date, within_days: int | None) -> date | None:
    """The day an answer is promised for."""
    return None if within_days is None else today + timedelta(days=within_days)


def withdraw(case: Case, units: UnitsOfWork, clock: Clock, channel: str) -> Case:
    """The case taken back by the person, from where it stands now; whoever has it is told. Raises CaseError when it is
    answered already, StorageError."""
    with units() as work:
        work.outbox.hold(case.id)
        withdrawn = (work.cases.by_id(case.id) or case).moved(CaseState.WITHDRAWN)
        work.cases.move(withdrawn, Mark(CaseState.WITHDRAWN, clock.now(), "resident", channel))
        tell_receivers(case.id, work.outbox, clock.now())
        work.commit()
    return withdrawn


def settled(case: Case, units: UnitsOfWork, clock: Clock, channel: str) -> Case:
    """The case closed, because the person says that the answer helped. Raises CaseError when it is not answered now,
    StorageError."""
    return _by_the_person(case, CaseState.CLOSED, "settled", units, clock, channel)


def reopened(case: Case, units: UnitsOfWork, clock: Clock, channel: str) -> Case:
    """The case taken up again one level higher, because the person says that the answer did not help. Raises as
    `settled` does."""
    return _by_the_person(case, CaseState.IN_PROGRESS, "not_settled", units, clock, channel)


def _by_the_person(case: Case, state: CaseState, note: str, units: UnitsOfWork, clock: Clock, channel: str) -> Case:
    with units() as work:
        now = work.cases.by_id(case.id) or case
        if now.state is not CaseState.ANSWERED:
            raise CaseError(f"a case that is {now.state.value} has no answer to speak of")
        moved = now.moved(state)
        moved = raised(moved, clock.today(), DAYS_TO_GO_ON) if state is CaseState.IN_PROGRESS else moved
        work.cases.move(moved, Mark(state, clock.now(), "resident", channel, note))
        if state is CaseState.IN_PROGRESS:
            tell_receivers(case.id, work.outbox, clock.now(), owes_another=True)
        work.commit()
    return moved


def raised(case: Case, today: date, within_days: int) -> Case:
    """An overdue case one level up, with a new day."""
    return replace(case, level=case.level.above, due_on=due_day(today, within_days))


def _number(filing: Filing, work: UnitOfWork) -> str:
    if filing.number is None or work.cases.by_number(filing.number) is not None:
        return free_number(work)
    return filing.number


def _new_case(filing: Filing, number: str, clock: Clock) -> Case:
    return Case(
        id=new_id(),
        number=number,
        key=filing.key,
        session=filing.session,
        channel=filing.channel,
        service=filing.service,
        body=filing.body,
        grid=filing.grid,
        level=filing.level,
        state=CaseState.CONFIRMED,
        filed_at=clock.now(),
        due_on=filing.due_on or due_day(clock.today(), filing.answer_within_days),
        details=filing.details,
    )
