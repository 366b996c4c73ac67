"""Lets somebody look on: every turn once it is over, and the end of a visit. The conversation never waits for it."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

log = logging.getLogger(__name__)

LOOKED_AT = ("form", "asking", "service")
"""The slots that are shown as they were before the turn."""

_BEGINNINGS = ("session_started", "restart")
_MESSAGES = 2
"""How many messages of the person, with what was done about them, are shown."""


class Observer(Protocol):
    """Whoever looks on. Neither call may wait or raise."""

    def turned(
        self,
        session: str,
        channel: str,
        *,
        is_first: bool,
        before: Mapping[str, Any],
        events: Sequence[Mapping[str, Any]],
        seconds: float,
    ) -> None:
        """A turn is over. `before`: slots as they were; `events`: as Rasa writes them, from the last message but one.

        `is_first`: it began the visit. `seconds`: from the words to the end of the answer.
        """

    def over(self, session: str, slots: Mapping[str, Any]) -> None:
        """A conversation is about to be erased; its slots as they stand."""


class Tracker(Protocol):
    """The part of Rasa's tracker that is looked at."""

    events: Any

    def get_slot(self, key: str) -> Any: ...


class Watch:
    """Looks at one turn: made before it, `done` after it."""

    def __init__(self, observer: Observer, session: str, channel: str) -> None:
        self._observer = observer
        self._session = session
        self._channel = channel
        self._started = time.monotonic()

    def done(self, tracker: Tracker) -> None:
        """The turn as it went. Whatever goes wrong here is logged and hurts nobody."""
        seconds = time.monotonic() - self._started
        try:
            events = list(tracker.events)
            shown = [event.as_dict() for event in events[_window(events) :]]
            self._observer.turned(
                self._session,
                self._channel,
                is_first=_is_first(events),
                before=_slots_before(events),
                events=shown,
                seconds=seconds,
            )
        except Exception as error:
            log.error("a turn was not observed: %s", type(error).__name__)


def slots_of(tracker: Tracker) -> dict[str, Any]:
    """The slots that are looked at."""
    return {name: tracker.get_slot(name) for name in LOOKED_AT}


def _slots_before(events: Sequence[Any]) -> dict[str, Any]:
    """The slots that are looked at as they were when the last message came: a visit before it that was left open shows
    as it was left."""
    found: dict[str, Any] = {}
    spoken = 0
    for event in reversed(events):
        if event.type_name == "user":
            spoken += 1
        elif event.type_name == "slot" and spoken and event.key in LOOKED_AT:
            found.setdefault(event.key, event.value)
        elif event.type_name in _BEGINNINGS and spoken == _MESSAGES:
            break
    return {name: found.get(name) for name in LOOKED_AT}


def _window(events: Sequence[Any]) -> int:
    """Where the last message but one stands, or the first one there is."""
    spoken = [index for index, event in enumerate(events) if event.type_name == "user"]
    return spoken[-_MESSAGES:][0] if spoken else 0


def _is_first(events: Sequence[Any]) -> bool:
    """Whether nothing was said since the visit began: a long silence begins a new one."""
    spoken = 0
    for event in reversed(events):
        if event.type_name == "user":
            spoken += 1
        if spoken == _MESSAGES:
            return False
        if spoken and event.type_name == "session_started":
            return True
    return True
