"""Where calls ring: everybody who watches them, what is known of them, and which volunteer is in which visit.

One for the desk of a process. It lives on the event loop; the store is asked in threads.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from actions.help.escalation import rings_everywhere
from actions.help.taking import Calls
from actions.help.talking import Line
from actions.model import HelpOutcome, HelpRequest, Taker, session_reference
from actions.ports import StorageError
from channels.desk.desk import Desk
from channels.live.room import Companion, Room

log = logging.getLogger(__name__)

EVERY = 1.0
"""Seconds between two looks at the calls in the store: other processes write them there."""


class Listener(Protocol):
    """One open page."""

    account: str

    def calls_changed(self) -> None: ...

    def visit_changed(self) -> None: ...

    def visit_over(self, call: str, vanished: bool) -> None: ...


@dataclass(frozen=True)
class Helping:
    """A volunteer in a visit, because of a call."""

    call: str
    taker: Taker
    room: Room


class Switchboard:
    """The calls of a station, and who helps where."""

    def __init__(self, desk: Desk, every: float = EVERY) -> None:
        self.desk = desk
        self.calls: tuple[HelpRequest, ...] = ()
        self.late: frozenset[str] = frozenset()
        self.talks: Mapping[str, tuple[Line, ...]] = {}
        self._store = Calls(desk.resources.units, desk.resources.clock)
        self._every = every
        self._listeners: list[Listener] = []
        self._helping: dict[str, Helping] = {}
        self._looking: asyncio.Task[None] | None = None
        self._work: set[asyncio.Task[None]] = set()
        desk.meeting.watch(self)

    # Pages

    def listen(self, listener: Listener) -> None:
        """A page is open: the calls are looked at as long as any is."""
        self._listeners.append(listener)
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look())

    def hang_up(self, listener: Listener) -> None:
        """It is closed. Whoever was in a visit has a while to come back."""
        self._listeners.remove(listener)

    def here(self) -> frozenset[str]:
        """The references of the calls' visits that can be joined from this process."""
        sessions = {call.session for call in self.calls}
        return frozenset(session for session in sessions if self._room(session) is not None)

    def helping(self, account: str) -> Helping | None:
        """The visit a volunteer is in."""
        return next((one for one in self._helping.values() if one.taker.account == account), None)

    async def look(self) -> None:
        """Looks at the calls now. Raises StorageError."""
        calls, within = await asyncio.to_thread(self._store.unclosed), self.desk.resources.duty.answer_within
        late = frozenset(call.id for call in calls if rings_everywhere(call, self.now, within))
        talks = await asyncio.to_thread(self._store.talks, {call.session for call in calls if call.taker is not None})
        if (calls, late, talks) != (self.calls, self.late, self.talks):
            self.calls, self.late, self.talks = calls, late, talks
            self._tell(lambda listener: listener.calls_changed())

    async def _look(self) -> None:
        while self._listeners:
            try:
                await self.look()
            except StorageError as error:
                log.error("the calls could not be read: %s", type(error.__cause__ or error).__name__)
            await asyncio.sleep(self._every)

    # What a volunteer does

    async def take(self, call_id: str, taker: Taker, looks: bool) -> HelpRequest | None:
        """The call as it stands afterwards; theirs, they are in the visit. Raises StorageError."""
        call = await asyncio.to_thread(self._store.take, call_id, taker)
        if call is not None and call.taker == taker and call.closed_at is None:
            self._join(call, taker, looks)
        await self.look()
        return call

    async def give_back(self, call_id: str, taker: Taker) -> None:
        """It rings again. Raises StorageError."""
        self._leave(call_id, taker)
        await asyncio.to_thread(self._store.release, call_id, taker)
        await self.look()

    async def end(self, call_id: str, taker: Taker, outcome: HelpOutcome) -> bool:
        """Whether it was theirs to end, and every other call of that person with it. Raises StorageError."""
        call = next((one for one in self.calls if one.id == call_id), None)
        if call is None:
            return False
        self._leave(call_id, taker)
        ended = await asyncio.to_thread(self._store.end, call.session, taker, outcome)
        await self.look()
        return ended > 0

    async def reply(self, call_id: str, taker: Taker, text: str) -> bool:
        """Says it in the chat the call came from; whether there is one, and the call is theirs. Raises StorageError."""
        is_said = await asyncio.to_thread(self._store.speak, call_id, taker, text)
        await self.look()
        return is_said

    def come_back(self, account: str) -> Helping | None:
        """The visit that a page lost and that still waits for it."""
        helping = self.helping(account)
        if helping is None or not helping.room.is_with(account):
            return None
        helping.room.beat(account)
        return helping

    def _join(self, call: HelpRequest, taker: Taker, looks: bool) -> None:
        room = self._room(call.session)
        if room is not None and room.join(Companion(taker.account, taker.name), looks):
            self._helping[room.session] = Helping(call.id, taker, room)

    def _leave(self, call_id: str, taker: Taker) -> None:
        helping = self.helping(taker.account)
        if helping is not None and helping.call == call_id:
            del self._helping[helping.room.session]
            helping.room.leave(taker.account)

    def _room(self, session: str) -> Room | None:
        return self.desk.meeting.find(lambda name: session_reference(name) == session)

    # What happens in the visits

    def changed(self, room: Room) -> None:
        """Something is new there; a volunteer who is in it no longer had vanished, and the call rings again."""
        helping = self._helping.get(room.session)
        if helping is None:
            return
        if room.companion is not None:
            self._tell(lambda listener: listener.visit_changed(), helping.taker.account)
            return
        del self._helping[room.session]
        self._tell(lambda listener: listener.visit_over(helping.call, True), helping.taker.account)
        self._later(lambda: self._store.release(helping.call, helping.taker))

    def closed(self, room: Room, is_over: bool) -> None:
        """The visit is gone, and what the desk showed of it; nobody waits there any more."""
        helping = self._helping.pop(room.session, None)
        if helping is not None:
            self._tell(lambda listener: listener.visit_over(helping.call, False), helping.taker.account)
        if is_over:
            self._later(lambda: self._store.person_left(session_reference(room.session)))

    def _later(self, work: Callable[[], object]) -> None:
        task = asyncio.get_running_loop().create_task(self._do(work))
        self._work.add(task)
        task.add_done_callback(self._work.discard)

    async def _do(self, work: Callable[[], object]) -> None:
        try:
            await asyncio.to_thread(work)
            await self.look()
        except StorageError as error:
            log.error("a call was not brought up to date: %s", type(error.__cause__ or error).__name__)

    def _tell(self, what: Callable[[Listener], None], account: str | None = None) -> None:
        for listener in tuple(self._listeners):
            if account in (None, listener.account):
                what(listener)

    @property
    def now(self) -> datetime:
        return self.desk.resources.clock.now()
