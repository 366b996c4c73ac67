"""A case that is over because what it asked for has happened."""

from __future__ import annotations

from actions.cases.model import Case, CaseState, Mark
from actions.ports import Clock, UnitOfWork


def see_through(case: Case, by: str, channel: str, work: UnitOfWork, clock: Clock, note: str = "") -> None:
    """Answered and closed, as far as those are steps it can take; whoever does so is noted. Raises StorageError."""
    for state in (CaseState.ANSWERED, CaseState.CLOSED):
        if case.state.may_become(state):
            case = case.moved(state)
            work.cases.move(case, Mark(state, clock.now(), by, channel, note))
