"""Everything that serves one app, put together from the parts a composition root gives."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from actions.ports import StorageError, UnitOfWork, UnitsOfWork
from channels.fallback import Fallback
from channels.messaging.accounts import Accounts, Naming
from channels.messaging.company import Company
from channels.messaging.conversation import Conversation
from channels.messaging.counter import Counter, House
from channels.messaging.hours import Hours
from channels.messaging.menu import Menu
from channels.messaging.ports import App, Dialogue, Ears, Voice
from channels.messaging.pushing import Pusher
from channels.messaging.reception import Reception
from channels.messaging.store import Store
from channels.messaging.words import Words
from channels.wire import Button

log = logging.getLogger(__name__)

KEYS_KEPT = timedelta(days=7)
"""How long it is known that a message was taken in already; its words are gone by then."""

PAYLOADS_KEPT = timedelta(days=180)
"""How long a button with a long payload works."""

WORDS_KEPT = timedelta(days=1)
"""How long a conversation is remembered once nothing more is said in it."""

ACCOUNTS_KEPT = timedelta(days=2 * 365)
"""How long somebody who does not write again can be written to."""

_TIDY_EVERY = 3600.0
_AGAIN = 5.0


def _now() -> datetime:
    return datetime.now().astimezone()


@dataclass(frozen=True)
class Parts:
    """What every app of a station shares. `services`: a button for each; `naming_key` makes sessions nameless;
    `sleep` waits before something is tried again."""

    units: UnitsOfWork
    naming_key: bytes
    dialogue: Dialogue
    fallback: Fallback
    words: Words = field(default_factory=Words.load)
    services: Callable[[], Sequence[Button]] = tuple
    ears: Ears | None = None
    voice: Voice | None = None
    hours: Hours | None = None
    now: Callable[[], datetime] = _now
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep


@dataclass(frozen=True)
class Branch:
    """One app at work."""

    counter: Counter
    pusher: Pusher
    house: House
    dialogue: Dialogue

    @classmethod
    def build(cls, app: App, parts: Parts) -> Branch:
        """Nothing runs yet."""
        menu, store = Menu(parts.words, parts.services), Store(parts.units)
        reception = Reception(
            app,
            parts.dialogue,
            parts.words,
            parts.fallback.safety,
            menu,
            Company(store, parts.now),
            parts.ears,
            parts.voice is not None,
            parts.hours,
            parts.now,
        )
        accounts = Accounts(app.name, Naming(parts.naming_key), parts.now)
        house = House(app, store, accounts, Conversation(reception), parts.voice, parts.sleep)
        counter = Counter(house)
        return cls(counter, Pusher(house, counter, parts.fallback.responses, parts.words), house, parts.dialogue)

    async def run(self) -> None:
        """Goes on with what was left, then pushes and tidies, until it is cancelled."""
        while not await self._resumed():
            await asyncio.sleep(_AGAIN)
        await asyncio.gather(self.pusher.run(), self._tidy())

    async def close(self) -> None:
        """Breaks off what is under way; it is gone on with at the next start."""
        await self.counter.lanes.stop()
        self.house.store.close()

    async def _resumed(self) -> bool:
        try:
            await self.counter.resume()
        except StorageError as error:
            log.error("the inbox cannot be read: %s", type(error.__cause__ or error).__name__)
            return False
        return True

    async def _tidy(self) -> None:
        forgotten: set[str] = set()
        while True:
            try:
                silent = await self.house.store.do(self._remove_old)
                forgotten &= silent
                for name in silent - forgotten:
                    await self.dialogue.forget(name)
                forgotten |= silent
            except StorageError as error:
                log.error("old messages were not removed: %s", type(error.__cause__ or error).__name__)
            await asyncio.sleep(_TIDY_EVERY)

    def _remove_old(self, work: UnitOfWork) -> set[str]:
        """The names of the sessions whose conversations are old enough to be forgotten."""
        now, app = self.house.now(), self.house.app.name
        work.arrivals.remove_before(now - KEYS_KEPT)
        work.payloads.remove_before(now - PAYLOADS_KEPT)
        for account in work.chat_accounts.unseen(app, now - ACCOUNTS_KEPT):
            work.chat_accounts.remove(account.session)
        return {account.name for account in work.chat_accounts.unseen(app, now - WORDS_KEPT)}
