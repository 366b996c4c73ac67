"""A conversation's tracker whose copies, whose past and whose call of an action cost little and stay flat."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from typing import Any

from rasa.shared.core.events import (
    ActionExecuted,
    ActionReverted,
    ActiveLoop,
    Event,
    Restarted,
    SessionStarted,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.slots import Slot
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity

from actions.turn import REMEMBERED
from assistant.quick.told import TOLD, as_told

STATES = 5
"""How many states of the past the policies see; the longest rule must be shorter."""

_BEGINNINGS = (Restarted, SessionStarted)
_UNDOING = (ActionReverted, UserUtteranceReverted, ActiveLoop)


class _Moment:
    """As much of a tracker as a state is made of."""

    followup_action = active_loop = active_loop_name = None

    def __init__(self, heard: UserUttered | None, done: ActionExecuted | None) -> None:
        self.latest_message = heard
        self.latest_action = done.as_sub_state() if done else {}
        self.latest_action_name = done.action_name if done else None
        self.slots: dict[str, Slot] = {}


class QuickTracker(DialogueStateTracker):  # type: ignore[misc]  # Rasa ships no types
    """Rasa's tracker where nothing was taken back and no slot steers the policies; there it replays no events.

    Everywhere else it does what Rasa's own does.
    """

    def copy(self) -> QuickTracker:
        """A tracker that stands where this one stands; what either of them is told from now on, the other is not."""
        twin = QuickTracker.__new__(QuickTracker)
        twin.__dict__.update(self.__dict__)
        twin.events = self.events.copy()
        twin.slots = {name: _copied(slot) for name, slot in self.slots.items()}
        twin.active_loop = _copied(self.active_loop) if self.active_loop else None
        return twin

    def applied_events(self) -> list[Event]:
        """The events since the conversation began anew, without those that were taken back."""
        applied: deque[Event] = deque()
        for event in reversed(self.events):
            kind = type(event)
            if kind in _BEGINNINGS:
                break
            if kind in _UNDOING:
                return list(super().applied_events())
            applied.appendleft(event)
        return list(applied)

    def generate_all_prior_trackers(self) -> Iterator[tuple[Any, bool]]:
        """The last `STATES` moments before an action, and the present one, with whether the action is to be hidden."""
        events = self.applied_events()
        is_plain = not any(slot.influence_conversation for slot in self.slots.values())
        if is_plain and not any(type(event) in _UNDOING for event in events):
            return _moments(events)
        replayed: Iterator[tuple[Any, bool]] = super().generate_all_prior_trackers()
        return replayed

    def current_state(self, event_verbosity: EventVerbosity = EventVerbosity.NONE) -> dict[str, Any]:
        """As Rasa's, but with no more events, and no more of each, than an action looks at."""
        state: dict[str, Any] = super().current_state()
        if event_verbosity is not EventVerbosity.NONE:
            state["events"] = [as_told(event) for event in self._looked_at()]
        return state

    def _looked_at(self) -> list[Event]:
        """The events of the last exchanges: as many as are remembered, and the present one."""
        exchanges = 0
        seen: deque[Event] = deque()
        for event in reversed(self.events):
            if isinstance(event, TOLD):
                seen.appendleft(event)
            exchanges += type(event) is UserUttered
            if exchanges > REMEMBERED:
                break
        return list(seen)


def _copied(part: Any) -> Any:
    twin = object.__new__(type(part))
    twin.__dict__.update(part.__dict__)
    return twin


def _moments(events: Sequence[Event]) -> Iterator[tuple[_Moment, bool]]:
    heard = done = None
    last: deque[tuple[UserUttered | None, ActionExecuted | None, bool]] = deque(maxlen=STATES + 1)
    for event in events:
        kind = type(event)
        if kind is ActionExecuted:
            last.append((heard, done, event.hide_rule_turn))
            done = event
        elif kind is UserUttered:
            heard = event
    last.append((heard, done, False))
    return ((_Moment(heard, done), is_hidden) for heard, done, is_hidden in last)
