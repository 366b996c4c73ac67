"""The tracker store: encrypted at rest, and as quick at the thousandth turn as at the first.

Rasa's own stores read and replay a whole conversation for every turn. Here a conversation under way stays in
memory; a turn only inserts its new events, as one row, and what is kept in memory stays short: the slots as they
stand and the last turns. The complete record is in the database. Several processes may share it: a conversation that
moved on elsewhere is seen by its newest row and read again.
"""

import logging
import time
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import orjson
import sqlalchemy as sa
from cryptography.fernet import Fernet
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from actions.store.engine import for_reading
from actions.store.tables import conversation_events as table
from assistant.quick.conversation import QuickTracker
from assistant.settings import is_practice

log = logging.getLogger(__name__)

_TURN = "turn"
_NEWEST = sa.select(sa.func.max(table.c.id)).where(table.c.sender_id == sa.bindparam("sender_id"))
_MOST_LIVE = 500
_MOST_EVENTS = 120
_KEPT_EVENTS = 48


@dataclass
class _Live:
    tracker: DialogueStateTracker
    saved: int
    newest_row: int | None
    left_at: float | None = None
    """When this process saved it last, by the clock of `silence`; None where another did."""


class StationTrackerStore(TrackerStore):  # type: ignore[misc]  # Rasa ships no types
    """Conversations in the station's database; `cipher` keeps what was said from whoever holds the disk. Those of
    practice stay in memory."""

    def __init__(self, engine: Engine, cipher: Fernet, domain: Domain | None = None, event_broker: Any = None) -> None:
        super().__init__(domain, event_broker)
        self._engine = engine
        self._reading = for_reading(engine)
        self._cipher = cipher
        self._live: OrderedDict[str, _Live] = OrderedDict()

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The conversation as the policies need it, or None for a new one. While the database is away, what is
        in memory goes on."""
        live = self._live.get(sender_id)
        try:
            live = self._current(sender_id, live)
        except SQLAlchemyError as error:
            log.error("a conversation could not be read: %s", type(error).__name__)
        if live is None:
            self._live.pop(sender_id, None)
            return None
        self._keep(sender_id, live)
        return live.tracker

    async def as_saved(self, sender_id: str) -> DialogueStateTracker | None:
        """The conversation as this process left it a moment ago, or else as `retrieve` finds it."""
        live = self._live.get(sender_id)
        return live.tracker if live else await self.retrieve(sender_id)

    def silence(self, sender_id: str) -> float | None:
        """Seconds since this process saved the conversation, whatever was done to the clock on the wall; None where it
        cannot tell."""
        live = self._live.get(sender_id)
        return None if live is None or live.left_at is None else _running_time() - live.left_at

    def init_tracker(self, sender_id: str) -> QuickTracker:
        """An empty conversation."""
        return QuickTracker(sender_id, self.domain.slots if self.domain else None)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Inserts the events since the last save; those that cannot be inserted now come with the next."""
        live = self._live.get(tracker.sender_id)
        if live is None or live.tracker is not tracker:
            live = _Live(tracker, 0, None)
        new = list(tracker.events)[live.saved :]
        try:
            before, newest = self._insert(tracker.sender_id, new)
        except SQLAlchemyError as error:
            log.error("a conversation could not be written: %s", type(error).__name__)
        else:
            await self._publish(tracker.sender_id, new)
            if newest is not None and before != live.newest_row:
                # Somebody else carried the talk on at the same time: it is read again before it goes on here.
                self._live.pop(tracker.sender_id, None)
                return
            tracker = self._shortened(tracker)
            live = _Live(tracker, len(tracker.events), newest or live.newest_row)
        live.left_at = _running_time()
        self._keep(tracker.sender_id, live)

    async def delete(self, sender_id: str) -> None:
        """Forgets a conversation, in memory and on disk."""
        self._live.pop(sender_id, None)
        with self._engine.begin() as connection:
            connection.execute(sa.delete(table).where(table.c.sender_id == sender_id))

    def forget_before(self, moment: float) -> None:
        """Erases every event older than `moment`, in seconds since 1970."""
        with self._engine.begin() as connection:
            connection.execute(sa.delete(table).where(table.c.at < moment))

    async def keys(self) -> Iterable[str]:
        """The conversations that are stored."""
        with self._reading.connect() as connection:
            return [str(name) for name in connection.scalars(sa.select(table.c.sender_id).distinct())]

    def _current(self, sender_id: str, live: _Live | None) -> _Live | None:
        with self._reading.connect() as connection:
            newest = _newest_row(connection, sender_id)
            if live is None or live.newest_row != newest:
                return self._caught_up(connection, live, newest) or self._read(connection, sender_id, newest)
        return live

    def _caught_up(self, connection: Connection, live: _Live | None, newest: int | None) -> _Live | None:
        """What is in memory with the turns that another process has added; None where they do not follow on it."""
        if live is None or newest is None or live.newest_row is None or live.saved != len(live.tracker.events):
            return None
        since = (table.c.sender_id == live.tracker.sender_id, table.c.id >= live.newest_row)
        rows = connection.execute(sa.select(table.c.id, table.c.body).where(*since).order_by(table.c.id)).all()
        if not rows or rows[0].id != live.newest_row:
            return None
        tracker = live.tracker.copy()
        tracker.update_with_events(self._opened(row.body for row in rows[1:]), self.domain, override_timestamp=False)
        tracker = self._shortened(tracker)
        return _Live(tracker, len(tracker.events), newest)

    def _keep(self, sender_id: str, live: _Live) -> None:
        self._live[sender_id] = live
        self._live.move_to_end(sender_id)
        while len(self._live) > _MOST_LIVE:
            self._live.popitem(last=False)

    def _read(self, connection: Connection, sender_id: str, newest: int | None) -> _Live | None:
        if newest is None:
            return None
        rows = connection.scalars(sa.select(table.c.body).where(table.c.sender_id == sender_id).order_by(table.c.id))
        tracker = self.init_tracker(sender_id)
        tracker.update_with_events(self._opened(rows), self.domain, override_timestamp=False)
        tracker = self._shortened(tracker)
        return _Live(tracker, len(tracker.events), newest)

    def _opened(self, bodies: Iterable[bytes]) -> list[Event]:
        events = (Event.from_parameters(one) for body in bodies for one in orjson.loads(self._cipher.decrypt(body)))
        return [event for event in events if event is not None]

    def _insert(self, sender_id: str, events: list[Event]) -> tuple[int | None, int | None]:
        """The row that was the newest before, and the new one."""
        if not events or is_practice(sender_id):
            return None, None
        row = {
            "sender_id": sender_id,
            "name": _TURN,
            "at": events[0].timestamp,
            "body": self._cipher.encrypt(orjson.dumps([event.as_dict() for event in events])),
        }
        with self._engine.begin() as connection:
            before = _newest_row(connection, sender_id)
            return before, int(connection.execute(sa.insert(table), row).inserted_primary_key[0])

    async def _publish(self, sender_id: str, events: list[Event]) -> None:
        if self.event_broker is not None:
            await self._stream_new_events(self.event_broker, events, sender_id)

    def _shortened(self, tracker: DialogueStateTracker) -> DialogueStateTracker:
        """The tracker, or, once it is long, one that stands where it stands with the last turns alone."""
        events = list(tracker.events)
        if len(events) <= _MOST_EVENTS:
            return tracker
        short = self.init_tracker(tracker.sender_id)
        short.model_id, short.assistant_id = tracker.model_id, tracker.assistant_id
        slots = [SlotSet(name, slot.value) for name, slot in tracker.slots.items() if slot.value is not None]
        kept = [*slots, *events[_turn_start(events) :]]
        short.update_with_events(kept, self.domain, override_timestamp=False)
        return short


def _running_time() -> float:
    """Seconds since the machine started, its sleep counted; nobody sets this clock."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


def _newest_row(connection: Connection, sender_id: str) -> int | None:
    newest: int | None = connection.scalar(_NEWEST, {"sender_id": sender_id})
    return newest


def _turn_start(events: list[Event]) -> int:
    """Where the turn begins that holds the first event worth keeping."""
    for index in range(len(events) - _KEPT_EVENTS, len(events)):
        event = events[index]
        if isinstance(event, ActionExecuted) and event.action_name == "action_listen":
            return index
    return len(events) - _KEPT_EVENTS
