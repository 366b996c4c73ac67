"""The client every adapter talks through: the gate, the session, the time limit, the fallback sentence.

An adapter for another app is one file: take its message, iterate `turn`, send each `Reply` the way the app likes.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping
from typing import Any

import httpx

from channels.fallback import Fallback
from channels.gate import admit
from channels.wire import Item, Reply, TurnEnd, read

log = logging.getLogger(__name__)

FIRST_REPLY_WITHIN = 4.0
"""Seconds: every turn is answered within five, even when parts are down."""

_CONNECT_WITHIN = 0.5


class DialogueClient:
    """Asks the dialogue core at `url` (its address without a path); `transport` takes the network's place."""

    def __init__(
        self,
        url: str,
        token: str,
        fallback: Fallback,
        first_reply_within: float = FIRST_REPLY_WITHIN,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._http = httpx.AsyncClient(
            base_url=url,
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
        asked = {"session": session, "text": text, "channel": channel, "metadata": dict(metadata or {})}
        items: asyncio.Queue[Item | None] = asyncio.Queue()
        exchange = asyncio.create_task(self._exchange(asked, items))
        self._exchanges.add(exchange)
        exchange.add_done_callback(self._exchanges.discard)
        is_answered = is_ended = False
        while (item := await items.get()) is not None:
            is_answered, is_ended = is_answered or isinstance(item, Reply), isinstance(item, TurnEnd)
            yield item
        if not is_answered:
            for item in self._fallback.without_core(text):
                yield item
        elif not is_ended:
            yield TurnEnd()

    async def forget(self, session: str) -> None:
        """Erases a conversation; one that cannot be reached now is erased when the core starts again, a day later
        or more."""
        try:
            answer = await self._http.post("/webhooks/linban/forget", json={"session": session})
            answer.raise_for_status()
        except httpx.HTTPError as error:
            log.error("a conversation was not erased: %s", type(error).__name__)

    async def close(self) -> None:
        """Ends the connections."""
        await self._http.aclose()
        await asyncio.gather(*self._exchanges, return_exceptions=True)

    async def _exchange(self, asked: Mapping[str, Any], items: asyncio.Queue[Item | None]) -> None:
        """To its end, whoever has stopped listening: httpcore never gives back a connection whose request is cancelled
        before it was sent."""
        try:
            async with self._http.stream("POST", "/webhooks/linban/turn", json=asked) as answer:
                answer.raise_for_status()
                async for line in answer.aiter_lines():
                    items.put_nowait(read(line))
        except (httpx.HTTPError, ValueError) as error:
            log.error("the dialogue core gave no answer: %s", type(error).__name__)
        finally:
            items.put_nowait(None)
