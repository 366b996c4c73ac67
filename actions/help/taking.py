"""Taking a call, giving it back, ending it: what the desk does with calls for a person."""

from __future__ import annotations

from dataclasses import dataclass

from actions.model import HelpOutcome, HelpRequest, Taker
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
        """The call as it stands afterwards: theirs, or whoever's was faster; None when there is no such call."""
        with self.units() as work:
            work.help_requests.take(request_id, taker, self.clock.now())
            work.commit()
            return work.help_requests.get(request_id)

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

    def close_session(self, session: str, outcome: HelpOutcome) -> int:
        """Ends every call of a session reference; how many."""
        with self.units() as work:
            calls = work.help_requests
            closed = sum(calls.close(one.id, self.clock.now(), outcome) for one in calls.of_session(session))
            work.commit()
        return closed
