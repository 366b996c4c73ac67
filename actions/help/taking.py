"""Taking a call, giving it back, ending it: what the desk does with calls for a person."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from actions.help.talking import Line, Speaker
from actions.messaging.model import Push
from actions.model import HelpOutcome, HelpRequest, Taker, Urgency, new_id
from actions.ports import Clock, UnitOfWork, UnitsOfWork

_HERE, _GONE = "utter_push_volunteer_here", "utter_push_volunteer_gone"
"""What a chat is told when somebody takes its call, and when they are through."""


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

        Whoever gets it has every other open call of the same person, too. A chat is told who is there.
        """
        now = self.clock.now()
        with self.units() as work:
            calls = work.help_requests
            call = calls.get(request_id)
            if call is not None and calls.take(request_id, taker, now):
                for other in calls.of_session(call.session):
                    calls.take(other.id, taker, now)
                self._tell(work, call.session, taker, _HERE)
            work.commit()
            return calls.get(request_id)

    def release(self, request_id: str, taker: Taker) -> bool:
        """Opens it again, so that it rings for everybody."""
        with self.units() as work:
            call = work.help_requests.get(request_id)
            released = work.help_requests.release(request_id, taker)
            if call is not None and released:
                self._tell(work, call.session, taker, _GONE)
            work.commit()
        return released

    def speak(self, request_id: str, taker: Taker, text: str) -> bool:
        """Says it in the chat the call came from; whether there is one, and the call is theirs."""
        now, key = self.clock.now(), f"desk:{new_id()}"
        with self.units() as work:
            call = work.help_requests.get(request_id)
            if call is None or call.closed_at is not None or call.taker != taker:
                return False
            is_taken = work.pushes.add(Push(key, call.session, now, text=text))
            if is_taken:
                work.talks.add(Line(key, call.session, Speaker.VOLUNTEER, text, now))
            work.commit()
        return is_taken

    def talks(self, sessions: Iterable[str]) -> Mapping[str, tuple[Line, ...]]:
        """What was said with a volunteer, by session reference."""
        with self.units() as work:
            return {session: tuple(work.talks.of_session(session)) for session in sessions}

    def close(self, request_id: str, outcome: HelpOutcome) -> bool:
        """Ends it; whether it was not ended before."""
        with self.units() as work:
            closed = work.help_requests.close(request_id, self.clock.now(), outcome)
            work.commit()
        return closed

    def end(self, session: str, taker: Taker, outcome: HelpOutcome) -> int:
        """Ends every call of a session reference that is theirs; how many."""
        return self._close(session, lambda call: outcome if call.taker == taker else None, taker)

    def person_left(self, session: str) -> int:
        """Ends the calls of somebody who is through; how many. A danger nobody looked into stays open."""
        return self._close(session, _left)

    def _close(
        self, session: str, outcome_of: Callable[[HelpRequest], HelpOutcome | None], taker: Taker | None = None
    ) -> int:
        now = self.clock.now()
        with self.units() as work:
            calls = work.help_requests
            ends = [(call, outcome_of(call)) for call in calls.of_session(session)]
            closed = sum(calls.close(call.id, now, outcome) for call, outcome in ends if outcome)
            if closed:
                work.talks.remove(session)
            if closed and taker is not None:
                self._tell(work, session, taker, _GONE)
            work.commit()
        return closed

    def _tell(self, work: UnitOfWork, session: str, taker: Taker, response: str) -> None:
        """In a chat; who stands at the station sees who comes and goes."""
        push = Push(f"desk:{new_id()}", session, self.clock.now(), response, {"name": taker.name})
        work.pushes.add(push)


def _left(call: HelpRequest) -> HelpOutcome | None:
    if call.taker is not None:
        return HelpOutcome.HELPED
    return None if call.urgency is Urgency.DANGER else HelpOutcome.LEFT
