"""The workers' locks on a real Redis: one at a time, soon free when a worker died, and no reason for silence."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator

import pytest

from assistant.rasa_setup import prepare_rasa

prepare_rasa()

from rasa.core.lock_store import LockError  # noqa: E402 (Rasa must find itself prepared)

from assistant import locks  # noqa: E402
from assistant.locks import SharedLocks  # noqa: E402
from tests.servers import district  # noqa: E402
from tests.servers.running import free_port  # noqa: E402

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def redis_url() -> Iterator[str]:
    with district.redis() as server:
        yield server.url


async def test_two_workers_carry_one_conversation_on_one_after_the_other(redis_url: str) -> None:
    one, two = SharedLocks(redis_url), SharedLocks(redis_url)
    inside: list[int] = []

    async def turn(worker: SharedLocks) -> None:
        async with worker.lock("visit"):
            inside.append(1)
            await asyncio.sleep(0.01)
            inside.append(-1)

    await asyncio.gather(*(turn(worker) for worker in (one, two) * 5))
    assert inside == [1, -1] * 10


async def test_other_conversations_are_not_waited_for(redis_url: str) -> None:
    one, two = SharedLocks(redis_url), SharedLocks(redis_url)
    async with one.lock("visit"), two.lock("another"):
        pass


async def test_a_long_turn_keeps_its_lock(redis_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks, "LEASE", 0.2)
    monkeypatch.setattr(locks, "_RENEW_EVERY", 0.05)
    monkeypatch.setattr(locks, "LONGEST_WAIT", 0.1)
    one, two = SharedLocks(redis_url), SharedLocks(redis_url)
    async with one.lock("visit"):
        await asyncio.sleep(0.5)
        with pytest.raises(LockError):
            async with two.lock("visit"):
                raise AssertionError("two workers at once")


async def test_the_lock_of_a_worker_that_died_is_free_before_anybody_is_kept_waiting(redis_url: str) -> None:
    dead, alive = SharedLocks(redis_url), SharedLocks(redis_url)
    await dead._acquired("visit")  # and nobody renews or releases it
    began = time.monotonic()
    async with alive.lock("visit"):
        assert time.monotonic() - began < locks.LONGEST_WAIT


async def test_while_redis_is_away_a_turn_goes_on(caplog: pytest.LogCaptureFixture) -> None:
    alone = SharedLocks(f"redis://127.0.0.1:{free_port()}/0")
    async with alone.lock("visit"):
        pass
    assert "locked in this process alone" in caplog.text
