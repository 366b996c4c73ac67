"""What was promised and is late goes to whoever stands above: community, street, district, city."""

from __future__ import annotations

from actions.cases.filing import raised
from actions.cases.model import Case, Level, Mark
from actions.outbox import tell_receivers
from actions.ports import Clock, UnitsOfWork

DAYS_ABOVE = 2
"""What the next one up is given."""


def escalate(units: UnitsOfWork, clock: Clock) -> int:
    """Raises every overdue case one level and says how many; none twice within its new days. Raises StorageError.

    The department that is late is told. A case that the city is late with stays overdue: there is nobody above.
    """
    with units() as work:
        late = work.cases.overdue(clock.today())
    return sum(_raise(case, units, clock) for case in late if case.level is not Level.CITY)


def _raise(case: Case, units: UnitsOfWork, clock: Clock) -> bool:
    """Looks again, in case somebody answered or raised it just now."""
    today = clock.today()
    with units() as work:
        work.outbox.hold(case.id)
        now = work.cases.by_id(case.id)
        if now != case:
            return False
        above = raised(case, today, DAYS_ABOVE)
        work.cases.move(above, Mark(above.state, clock.now(), "station", "station", above.level.name.lower()))
        tell_receivers(case.id, work.outbox, clock.now())
        work.commit()
    return True
