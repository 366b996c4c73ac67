"""Says in chats what nobody asked for just now: answers of cases, reminders, the words of a volunteer."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from datetime import timedelta
from functools import partial

from actions.messaging.model import Account, Push
from actions.ports import StorageError, UnitOfWork
from actions.reminders.delivery import ended_by
from channels.messaging.counter import Counter, House
from channels.messaging.outgoing import Outgoing
from channels.messaging.patience import pause
from channels.messaging.ports import AppError, Unreachable
from channels.messaging.rendering import written
from channels.messaging.speaking import finished
from channels.messaging.words import Words
from channels.wire import Reply

log = logging.getLogger(__name__)

EVERY = 1.0
"""Seconds between two looks for something to say."""

AT_ONCE = 20
"""Pushes taken in one look."""

HELD = timedelta(minutes=10)
"""How long a push that was taken is left to whoever took it."""


class Pusher:
    """Sends the pushes of one app, each in its person's lane: never in the middle of an answer."""

    def __init__(self, house: House, counter: Counter, responses: Mapping[str, Reply], words: Words) -> None:
        self._with = house
        self._counter = counter
        self._responses = responses
        self._words = words
        self._in_hand: set[str] = set()

    async def run(self) -> None:
        """Looks for pushes until it is cancelled."""
        while True:
            try:
                await self.round()
            except StorageError as error:
                log.error("pushes cannot be read: %s", type(error.__cause__ or error).__name__)
            await asyncio.sleep(EVERY)

    async def round(self) -> int:
        """Begins to send what is due; how many. Raises StorageError."""
        due = await self._with.store.do(self._take)
        for push, account in due:
            self._in_hand.add(push.id)
            self._counter.lanes.put(push.session, partial(self._deliver, push, account))
        return len(due)

    def _take(self, work: UnitOfWork) -> list[tuple[Push, Account]]:
        now = self._with.now()
        taken = work.pushes.take(self._with.app.name, now, now + HELD, AT_ONCE)
        found = ((push, work.chat_accounts.get(push.session)) for push in taken if push.id not in self._in_hand)
        return [(push, account) for push, account in found if account is not None]

    async def _deliver(self, push: Push, account: Account) -> None:
        try:
            await self._say(push, account)
            await self._with.store.do(partial(self._sent, push))
        except AppError as error:
            await self._with.store.do(partial(self._failed, push, error))
        finally:
            self._in_hand.discard(push.id)

    async def _say(self, push: Push, account: Account) -> None:
        for message in finished(self._messages(push), account.preferences, speaks=self._with.voice is not None):
            await self._counter.say(account.address, message)

    def _messages(self, push: Push) -> tuple[Outgoing, ...]:
        if not push.response:
            reply = Reply(self._words.say("volunteer", text=push.text))
        else:
            response = self._responses[push.response]
            reply = Reply(response.text.format(**push.values), response.buttons)
        return written([reply], self._words, self._with.app.longest)

    def _sent(self, push: Push, work: UnitOfWork) -> None:
        work.pushes.sent(push.id, self._with.now())
        ended_by(push.key, work, self._with.now())

    def _failed(self, push: Push, error: AppError, work: UnitOfWork) -> None:
        wait = None if isinstance(error, Unreachable) else pause(push.attempts + 1, error.wait)
        if wait is None:
            log.error("%s: something to say did not reach its chat: %s", self._with.app.name, error.problem)
            work.pushes.give_up(push.id, error.problem)
        else:
            work.pushes.put_off(push.id, self._with.now() + wait, error.problem)
