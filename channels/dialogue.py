"""The client every adapter talks through: the gate, the session, the time limit, the fallback sentence.

An adapter for another app is one file: take its message, iterate `turn`, send each `Reply` the way the app likes.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import secrets
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx

from channels.fallback import Fallback
from channels.gate import admit, admit_about
from channels.said_before import AGAIN, MESSAGE
from channels.wire import Item, Reply, TurnEnd, read

log = logging.getLogger(__name__)

FIRST_REPLY_WITHIN = 4.0
"""Seconds: every turn is answered within five, even when parts are down."""

_CONNECT_WITHIN = 0.5
_TURN, _FORGET = "/webhooks/linban/turn", "/webhooks/linban/forget"


@dataclass
class _Answer:
    """What a turn has brought so far; None after the last."""

    items: asyncio.Queue[Item | None] = field(default_factory=asyncio.Queue)
    given: int = 0
    is_ended: bool = False

    def take(self, item: Item) -> None:
        self.given, self.is_ended = self.given + isinstance(item, Reply), isinstance(item, TurnEnd)
        self.items.put_nowait(item)


class DialogueClient:
    """Asks the dialogue core at `url` (its address without a path); `transport` takes the network's place.

    `others`: further workers of the core. A conversation stays with one of them as long as that one answers; where its
    connection breaks, the next is asked for the same turn, and no reply is given twice.
    """

    def __init__(
        self,
        url: str,
        token: str,
        fallback: Fallback,
        first_reply_within: float = FIRST_REPLY_WITHIN,
        transport: httpx.AsyncBaseTransport | None = None,
        others: Sequence[str] = (),
    ) -> None:
        self._workers = (url, *others)
        self._within = first_reply_within
        self._http = httpx.AsyncClient(
            headers={"Authorization": f"Bearer {token}"},
            timeout=httpx.Timeout(first_reply_within, connect=_CONNECT_WITHIN),
            transport=transport,
        )
        self._fallback = fallback
        self._exchanges: set[asyncio.Task[None]] = set()

    async def turn(
        self, session: str, text: str, *, channel: str, metadata: Mapping[str, Any] | None = None
    ) -> AsyncIterator[Item]:
        """The replies to what a person said, each as it comes, then the end of the turn. Never raises and never
        ends without a reply."""
        text = admit(text)
        asked = {"session": session, "text": text, "channel": channel, "metadata": admit_about(metadata or {})}
        answer = _Answer()
        exchange = asyncio.create_task(self._exchange(asked, answer))
        self._exchanges.add(exchange)
        exchange.add_done_callback(self._exchanges.discard)
        while (item := await answer.items.get()) is not None:
            yield item
        if not answer.given:
            for item in self._fallback.without_core(text):
                yield item
        elif not answer.is_ended:
            yield TurnEnd()

    def _for(self, session: str) -> list[str]:
        """The workers in the order in which they are asked for a conversation: always the same for the same one."""
        return sorted(self._workers, key=lambda url: hashlib.blake2b(f"{url} {session}".encode()).digest())

    async def _exchange(self, asked: Mapping[str, Any], answer: _Answer) -> None:
        """To its end, whoever has stopped listening: httpcore never gives back a connection whose request is cancelled
        before it was sent."""
        about, until = {MESSAGE: secrets.token_hex(8), **asked["metadata"]}, time.monotonic() + self._within
        try:
            for worker in self._for(asked["session"]):
                is_over = await self._ask(worker, {**asked, "metadata": about}, until, answer)
                if is_over or time.monotonic() >= until:
                    break
                about[AGAIN] = True
        finally:
            answer.items.put_nowait(None)

    async def _ask(self, worker: str, asked: Mapping[str, Any], until: float, answer: _Answer) -> bool:
        """Whether nobody else need be asked."""
        patience = httpx.Timeout(max(_CONNECT_WITHIN, until - time.monotonic()), connect=_CONNECT_WITHIN)
        known = answer.given
        try:
            async with self._http.stream("POST", f"{worker}{_TURN}", json=asked, timeout=patience) as stream:
                stream.raise_for_status()
                async for line in stream.aiter_lines():
                    item = read(line)
                    if isinstance(item, Reply) and known:
                        known -= 1
                    else:
                        answer.take(item)
        except (httpx.HTTPError, ValueError) as error:
            log.error("the dialogue core gave no answer: %s", type(error).__name__)
            return answer.is_ended
        return answer.is_ended or answer.given > 0

    async def forget(self, session: str) -> None:
        """Erases a conversation; one that cannot be reached now is erased when the core starts again, a day later
        or more."""
        for worker in self._for(session):
            try:
                answer = await self._http.post(f"{worker}{_FORGET}", json={"session": session})
                answer.raise_for_status()
            except httpx.HTTPError as error:
                log.error("a conversation was not erased: %s", type(error).__name__)
            else:
                return

    async def close(self) -> None:
        """Ends the connections."""
        await self._http.aclose()
        await asyncio.gather(*self._exchanges, return_exceptions=True)
