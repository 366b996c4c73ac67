"""A conversation in a messaging app: every message answered, in the person's script, and never in silence."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace

from actions.messaging.model import Account
from channels.messaging.handling import Draft, handle
from channels.messaging.incoming import Incoming, Kind
from channels.messaging.outgoing import Answer, Outgoing
from channels.messaging.reception import Reception
from channels.messaging.speaking import finished, joined

log = logging.getLogger(__name__)

BUSY_AFTER = 0.8
"""Seconds after which a person who wrote sees that an answer is under way; who spoke sees it at once."""


@dataclass(frozen=True)
class Answered:
    """The answer, and the account as it is afterwards."""

    answer: Answer
    account: Account


class Conversation:
    """Answers what people write; one message of a person at a time."""

    def __init__(self, reception: Reception) -> None:
        self._with = reception

    async def answer(self, incoming: Incoming, account: Account, key: str, *, is_again: bool = False) -> Answered:
        """Everything to be said to a message. `key` tells it apart; `is_again`: it may have been answered already."""
        async with self._showing_that_we_are_busy(incoming):
            draft = await self._handled(incoming, account, key, is_again)
        app = self._with.app
        said = joined(draft.messages, app.longest) if app.joins else draft.messages
        messages = tuple(finished(tuple(said), draft.preferences, speaks=self._with.speaks))
        noticed = self._with.now() if draft.is_noticed else account.noticed_at
        after = replace(account, preferences=draft.preferences, noticed_at=noticed)
        return Answered(Answer(messages, draft.forgets), after)

    async def _handled(self, incoming: Incoming, account: Account, key: str, is_again: bool) -> Draft:
        """What is to be said; an apology where something of ours broke: silence is a failure."""
        try:
            return await handle(incoming, account, key, self._with, is_again=is_again)
        except Exception as error:
            log.error("%s: a message was not answered: %s", self._with.app.name, type(error).__name__)
            return Draft(dict(account.preferences), [Outgoing(self._with.words.say("failed"))])

    @contextlib.asynccontextmanager
    async def _showing_that_we_are_busy(self, incoming: Incoming) -> AsyncIterator[None]:
        showing = asyncio.create_task(self._show_busy(incoming))
        try:
            yield
        finally:
            showing.cancel()

    async def _show_busy(self, incoming: Incoming) -> None:
        is_recording = incoming.kind is Kind.VOICE
        if not is_recording:
            await asyncio.sleep(BUSY_AFTER)
        await self._with.app.busy(incoming.address, is_recording=is_recording)
