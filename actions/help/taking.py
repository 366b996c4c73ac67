"""Taking a call, giving it back, ending it: what the desk does with calls for a person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from actions.model import HelpOutcome, HelpRequest, Taker, Urgency
from actions.ports import Clock, UnitsOfWork


@dataclass(frozen=True)
class Calls:
    """The calls for a person in the store. Everything here raises StorageError."""

    units: UnitsOfWork
    clock: Clock

    def unclosed(self) -> tuple[HelpRequest, ...]:
        """The most urgent first, and then the oldest."""
        with self.units() as work:
            return tuple(work.help_requests.unclosed())

    def take(self, request_id: str, taker: Taker) -> HelpRequest | None:
        """The call as it stands afterwards: theirs, or whoever's was faster; None when there is no such call.

        Whoever gets it has every other open call of the same person, too.
        """
        now = self.clock.now()
        with self.units() as work:
            calls = work.help_requests
            call = calls.get(request_id)
            if call is not None and calls.take(request_id, taker, now):
                for other in calls.of_session(call.session):
                    calls.take(other.id, taker, now)
            work.commit()
            return calls.get(request_id)

    def release(self, request_id: str, taker: Taker) -> bool:
        """Opens it again, so that it rings for everybody."""
        with self.units() as work:
            released = work.help_requests.release(request_id, taker)
            work.commit()
        return released

    def close(self, request_id: str, outcome: HelpOutcome) -> bool:
        """Ends it; whether it was not ended before."""
        with self.units() as work:
            closed = work.help_requests.close(request_id, self.clock.now(), outcome)
            work.commit()
        return closed

    def end(self, session: str, taker: Taker, outcome: HelpOutcome) -> int:
        """Ends every call of a session reference that is theirs; how many."""
        return self._close(session, lambda call: outcome if call.taker == taker else None)

    def person_left(self, session: str) -> int:
        """Ends the calls of somebody who is through; how many. A danger nobody looked into stays open."""
        return self._close(session, _left)

    def _close(self, session: str, outcome_of: Callable[[HelpRequest], HelpOutcome | None]) -> int:
        now = self.clock.now()
        with self.units() as work:
            calls = work.help_requests
            ends = [(call, outcome_of(call)) for call in calls.of_session(session)]
            closed = sum(calls.close(call.id, now, outcome) for call, outcome in ends if outcome)
            work.commit()
        return closed


def _left(call: HelpRequest) -> HelpOutcome | None:
    if call.taker is not None:
        return HelpOutcome.HELPED
    return None if call.urgency is Urgency.DANGER else HelpOutcome.LEFT
