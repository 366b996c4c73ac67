"""Writes down what happened, behind the conversation's back: no turn ever waits for it or fails with it."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from actions.events.misses import misses_of
from actions.events.model import Event
from actions.events.observed import Observed, end_of, events_of
from actions.model import Need, session_reference
from actions.pause import Pause
from actions.ports import Clock, StationUnits, StorageError

log = logging.getLogger(__name__)

_MOST_WAITING = 2000
"""What waits to be written while the database is away; what comes beyond is lost, and that is logged."""

_PAUSE_SECONDS = 0.3
"""Between two writings: what comes in meanwhile shares a transaction."""

_STOP_SECONDS = 2.0

Work = Callable[[], tuple[Sequence[Event], Sequence[Need]]]


class Recorder:
    """Takes note of turns and ends of visits; a thread of its own reads and writes them. Nothing here raises."""

    def __init__(self, units: StationUnits, clock: Clock, station: str) -> None:
        self._units = units
        self._clock = clock
        self._station = station
        self._waiting: queue.Queue[Work | None] = queue.Queue(_MOST_WAITING)
        self._pause = Pause()
        self._thread = threading.Thread(target=self._write_on, name="events", daemon=True)

    def start(self) -> Recorder:
        """Begins to write."""
        self._thread.start()
        return self

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
        """A turn is over; see `Observed`."""
        at = self._clock.now()
        observed = Observed(session, channel, is_first, before, events, seconds)
        self._take(lambda: (events_of(observed, at, self._station), misses_of(observed, at)))

    def over(self, session: str, slots: Mapping[str, Any]) -> None:
        """A visit is over; its slots as they stood."""
        at, open_form = self._clock.now(), {name: slots.get(name) for name in ("form", "asking")}
        self._take(lambda: (end_of(session_reference(session), open_form, at, self._station), ()))

    def close(self) -> None:
        """Writes what there is, and stops."""
        self._pause.end()
        try:
            self._waiting.put_nowait(None)
        except queue.Full:
            log.warning("events are left unwritten")
        self._thread.join(_STOP_SECONDS)

    def _take(self, work: Work) -> None:
        try:
            self._waiting.put_nowait(work)
        except queue.Full:
            log.warning("an event was not kept: too many wait")

    def _write_on(self) -> None:
        is_on = True
        while is_on:
            first = self._waiting.get()
            self._pause.wait(_PAUSE_SECONDS)
            batch = [first, *self._at_hand()]
            is_on = None not in batch
            self._write([work for work in batch if work is not None])

    def _at_hand(self) -> list[Work | None]:
        found: list[Work | None] = []
        while len(found) < _MOST_WAITING:
            try:
                found.append(self._waiting.get_nowait())
            except queue.Empty:
                break
        return found

    def _write(self, batch: Sequence[Work]) -> None:
        """In one transaction; whatever cannot be read or written is left out."""
        made = [one for work in batch if (one := _made(work)) is not None]
        events = [event for found, _ in made for event in found]
        needs = [need for _, found in made for need in found]
        if not events and not needs:
            return
        try:
            with self._units.passing() as work:
                work.events.add(*events)
                for need in needs:
                    work.needs.add(need)
                work.commit()
        except StorageError as error:
            log.error("%d events were not kept: %s", len(events), type(error.__cause__ or error).__name__)


def _made(work: Work) -> tuple[Sequence[Event], Sequence[Need]] | None:
    try:
        return work()
    except Exception as error:
        log.error("a turn could not be read: %s", type(error).__name__)
        return None
