"""The counter of one app: every message is taken in once, answered once, in order, and lost by nobody.

::

    app --> take_in --> inbox (sealed, in the database) --> the person's lane --> conversation --> app
                          the app is told only now            answer kept before it is sent

Whatever ends in between is found in the inbox at the next start and gone on with.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial

from pydantic import ValidationError

from actions.messaging.model import Account, Arrival, NewArrival
from actions.ports import StorageError, UnitOfWork
from channels.messaging.accounts import Accounts
from channels.messaging.buttons import TOKEN, to_keep
from channels.messaging.conversation import Conversation
from channels.messaging.incoming import Incoming, Kind, from_body
from channels.messaging.lanes import Lanes
from channels.messaging.outgoing import Answer, Outgoing
from channels.messaging.patience import pause
from channels.messaging.ports import App, AppError, Mute, Now, Unreachable, Voice
from channels.messaging.store import Store

log = logging.getLogger(__name__)

ONE_TAP = timedelta(seconds=3)
"""Taps on one button within this time are one tap."""


@dataclass(frozen=True)
class House:
    """What the counter of an app works with; `voice` is None where nothing can be spoken."""

    app: App
    store: Store
    accounts: Accounts
    conversation: Conversation
    voice: Voice | None = None
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep

    @property
    def now(self) -> Now:
        """The moment."""
        return self.accounts.now


@dataclass
class _Case:
    """A message on its way through.

    `is_left`: an earlier process began it. `keep`: what is still to be written of its answer, before any of it is sent.
    """

    arrival: Arrival
    address: str = ""
    question: str | None = None
    answer: Answer | None = None
    is_left: bool = False
    keep: Callable[[UnitOfWork], None] | None = None
    sent: int = 0
    failures: int = 0


class Counter:
    """Serves one app."""

    def __init__(self, house: House) -> None:
        self._with = house
        self.lanes = Lanes()
        self._beginning = asyncio.Lock()
        # What came in before the rest of an earlier process was looked for, so that none of it is begun twice.
        self._begun: set[int] | None = set()

    async def take_in(self, messages: Sequence[Incoming], offset: int | None = None) -> int:
        """Keeps the messages, with where the app's queue is to be read on; how many were new.

        Only once this has returned may the app be told that we have them. Raises StorageError; then nothing is kept.
        """
        async with self._beginning:
            arrivals = await self._with.store.do(partial(self._kept, messages, offset))
            for arrival in arrivals:
                self._begin(arrival)
        return len(arrivals)

    async def resume(self) -> int:
        """Goes on with what was left when the process before ended; how many. To be done once. Raises StorageError."""
        async with self._beginning:
            left = await self._with.store.do(lambda work: work.arrivals.open(self._with.app.name))
            begun, self._begun = self._begun or set(), None
            ours = [one for one in left if one.id not in begun]
            for arrival in ours:
                self._begin(arrival, is_left=True)
        return len(ours)

    async def offset(self) -> int | None:
        """Where the app's queue is to be read on. Raises StorageError."""
        return await self._with.store.do(lambda work: work.arrivals.offset(self._with.app.name))

    def _kept(self, messages: Iterable[Incoming], offset: int | None, work: UnitOfWork) -> list[Arrival]:
        now, app, naming = self._with.now(), self._with.app.name, self._with.accounts.naming
        kept = []
        for one in messages:
            account = self._with.accounts.welcome(one, work)
            twin = naming.key(app, one.twin) if one.twin else None
            new = NewArrival(naming.key(app, one.key), account.session, one.as_body(), twin)
            kept.append(work.arrivals.add(app, new, now, now - ONE_TAP))
        if offset is not None:
            work.arrivals.set_offset(app, offset)
        return [one for one in kept if one is not None]

    def _begin(self, arrival: Arrival, *, is_left: bool = False) -> None:
        if self._begun is not None:
            self._begun.add(arrival.id)
        self.lanes.put(arrival.session, partial(self._see_to, arrival, is_left))

    async def _see_to(self, arrival: Arrival, is_left: bool) -> None:
        case = _Case(arrival, is_left=is_left, sent=arrival.sent, failures=arrival.attempts)
        while (wait := await self._attempt(case)) is not None:
            await self._with.sleep(wait.total_seconds())

    async def _attempt(self, case: _Case) -> timedelta | None:
        """One step to the end; how long to wait where it was not reached."""
        wish = timedelta(0)
        try:
            await self._advance(case)
            return None
        except Unreachable as error:
            await self._give_up(case, error.problem)
            return None
        except AppError as error:
            problem, wish = error.problem, error.wait
        except StorageError as error:
            problem = type(error.__cause__ or error).__name__
        case.failures += 1
        log.warning("%s: a message is tried again: %s", self._with.app.name, problem)
        wait = pause(case.failures, wish)
        if wait is None:
            await self._give_up(case, problem)
        return wait

    async def _advance(self, case: _Case) -> None:
        if case.answer is None:
            await self._find_answer(case)
        assert case.answer is not None
        if case.keep is not None:
            await self._write(case.keep)
            case.keep = None
        messages = case.answer.messages
        while case.sent < len(messages):
            await self.say(case.address, messages[case.sent], case.question)
            case.sent += 1
            if case.sent < len(messages):
                await self._write(lambda work: work.arrivals.sent(case.arrival.id, case.sent))
        await self._write(partial(self._finish, case))

    async def _find_answer(self, case: _Case) -> None:
        """What was found before the last restart, or what is found now; nothing for whoever had all erased."""
        arrival = case.arrival
        account, incoming = await self._with.store.do(partial(self._as_it_came, arrival))
        kept, case.question = _kept_answer(arrival), incoming.key if incoming else None
        if incoming is None or account is None:
            case.answer = Answer()
            return
        if kept is not None:
            case.answer, case.address = kept, account.address
            return
        is_again = case.is_left or case.failures > 0
        answered = await self._with.conversation.answer(incoming, account, arrival.key, is_again=is_again)
        is_changed = answered.account != account
        case.answer, case.address = answered.answer, account.address
        case.keep = partial(self._keep_answer, arrival, answered.answer, answered.account, is_changed)

    def _as_it_came(self, arrival: Arrival, work: UnitOfWork) -> tuple[Account | None, Incoming | None]:
        incoming = from_body(arrival.body)
        if incoming is not None and incoming.kind is Kind.TAP and incoming.text.startswith(TOKEN):
            incoming = replace(incoming, text=work.payloads.get(incoming.text) or "")
        return work.chat_accounts.get(arrival.session), incoming

    def _keep_answer(
        self, arrival: Arrival, answer: Answer, account: Account, is_changed: bool, work: UnitOfWork
    ) -> None:
        work.arrivals.answered(arrival.id, answer.as_body())
        payloads = (button.payload for message in answer.messages for button in message.buttons)
        for token, payload in to_keep(payloads, self._with.app.data_of).items():
            work.payloads.put(token, payload, self._with.now())
        if is_changed:
            work.chat_accounts.put(account)

    def _finish(self, case: _Case, work: UnitOfWork) -> None:
        work.arrivals.finish(case.arrival.id)
        if case.answer is not None and case.answer.forgets:
            work.arrivals.forget(case.arrival.session)
            work.chat_accounts.remove(case.arrival.session)

    async def say(self, address: str, message: Outgoing, answering: str | None = None) -> None:
        """Sends one message; what cannot be spoken was written before. Raises AppError."""
        if not message.aloud:
            await self._with.app.send(address, message, answering)
            return
        if self._with.voice is None:
            return
        try:
            await self._with.app.send_voice(address, await self._with.voice(message.text))
        except (Mute, AppError) as error:
            log.warning("%s: a voice message was not sent: %s", self._with.app.name, type(error).__name__)

    async def _give_up(self, case: _Case, problem: str) -> None:
        log.error("%s: a message was given up: %s", self._with.app.name, problem)
        await self._write(lambda work: work.arrivals.finish(case.arrival.id, dead=True))

    async def _write(self, work: Callable[[UnitOfWork], None]) -> None:
        await self._with.store.do(work)


def _kept_answer(arrival: Arrival) -> Answer | None:
    try:
        return Answer.from_body(arrival.answer) if arrival.answer is not None else None
    except ValidationError:
        return None
