"""Rasa's lock store on Redis: of several workers one at a time carries a conversation on.

The lease is short and renewed while the turn lasts, so that nobody waits long for a worker that died in the middle of
one. Rasa's own on Redis would be waited for a minute. While Redis is away a turn goes on under the process's own
lock: two turns of one person at the same moment are rarer than a person who must not be left without an answer.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from rasa.core.lock_store import InMemoryLockStore, LockError
from redis.asyncio import Redis
from redis.asyncio.lock import Lock
from redis.exceptions import RedisError

from actions.model import session_reference

log = logging.getLogger(__name__)

LEASE = 2.0
"""Seconds after which the lock of a worker that died is free."""

LONGEST_WAIT = 4.0
_RENEW_EVERY = 0.5
_LOOK_EVERY = 0.01
_CONNECT_WITHIN, _ANSWER_WITHIN = 0.5, 1.0
_PREFIX = "linban:turn:"


class SharedLocks(InMemoryLockStore):  # type: ignore[misc]  # Rasa ships no types
    """Locks that the workers of all hosts at one Redis share; they are named by references, which name nobody."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._redis = Redis.from_url(
            url, socket_connect_timeout=_CONNECT_WITHIN, socket_timeout=_ANSWER_WITHIN, health_check_interval=30
        )

    @asynccontextmanager
    async def lock(self, conversation_id: str, *args: Any, **kwargs: Any) -> AsyncIterator[None]:
        """The conversation for oneself. Raises LockError when others held it for too long."""
        held = await self._acquired(conversation_id)
        if held is None:
            async with super().lock(conversation_id, *args, **kwargs):
                yield
            return
        renewing = asyncio.create_task(_renew(held))
        try:
            yield
        finally:
            renewing.cancel()
            with suppress(RedisError, OSError):
                await held.release()

    async def _acquired(self, conversation_id: str) -> Lock | None:
        """None while Redis is away."""
        name = _PREFIX + session_reference(conversation_id)
        lock = self._redis.lock(name, timeout=LEASE, sleep=_LOOK_EVERY, blocking_timeout=LONGEST_WAIT)
        try:
            is_mine = await lock.acquire()
        except (RedisError, OSError) as error:
            log.error("conversations are locked in this process alone: %s", type(error).__name__)
            return None
        if not is_mine:
            raise LockError("the conversation is being carried on elsewhere")
        return lock


async def _renew(held: Lock) -> None:
    with suppress(RedisError, OSError):
        while True:
            await asyncio.sleep(_RENEW_EVERY)
            await held.reacquire()
