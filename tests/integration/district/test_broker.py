"""What a real RabbitMQ is told: that something happened, and nothing that was said."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import aio_pika
import orjson
import pytest

from assistant.rasa_setup import prepare_rasa

prepare_rasa()

from actions.passes.digest import KeyedDigest  # noqa: E402 (Rasa must find itself prepared)
from actions.upkeep.erasing import broker_key, forget_in_broker  # noqa: E402
from assistant.broker import QUEUE, ReferenceBroker, without_words  # noqa: E402
from assistant.keys import secret  # noqa: E402
from assistant.settings import Settings  # noqa: E402
from tests.servers import district  # noqa: E402
from tests.servers.district import Server  # noqa: E402
from tests.servers.running import free_port  # noqa: E402

pytestmark = pytest.mark.integration

SAID = {
    "sender_id": "telegram:13800138000",
    "event": "user",
    "timestamp": 1.5,
    "text": "我叫欧阳百里",
    "parse_data": {"intent": {"name": "inform.name"}, "text": "我叫欧阳百里"},
}
REMEMBERED = {**SAID, "event": "slot", "timestamp": 2.5, "name": "filling", "value": "欧阳百里", "parse_data": None}


@pytest.fixture(scope="module")
def rabbit() -> Iterator[Server]:
    with district.rabbitmq() as server:
        yield server


async def told(url: str, most: int) -> list[dict[str, Any]]:
    """The next messages of the queue."""
    async with await aio_pika.connect(url) as connection:
        channel = await connection.channel()
        queue = await channel.declare_queue(QUEUE, passive=True)
        found = []
        while len(found) < most:
            message = await queue.get(timeout=20, fail=False)
            if message is None:
                await asyncio.sleep(0.05)
                continue
            await message.ack()
            found.append(orjson.loads(message.body))
        return found


async def test_a_message_names_nobody_and_repeats_nothing(rabbit: Server) -> None:
    broker = ReferenceBroker(rabbit.url, KeyedDigest(b"k" * 32))
    for event in (SAID, REMEMBERED):
        broker.publish(event)
    heard, remembered = await asyncio.wait_for(_when_there(rabbit.url), 30)
    await broker.close()
    assert heard == {"conversation": heard["conversation"], "event": "user", "at": 1.5, "name": "inform.name"}
    assert remembered["name"] == "filling" and "value" not in remembered
    kept = b"".join(path.read_bytes() for path in rabbit.folder.rglob("*") if path.is_file())
    assert "欧阳百里".encode() not in kept and b"13800138000" not in kept


async def _when_there(url: str) -> list[dict[str, Any]]:
    while True:
        try:
            return await told(url, 2)
        except aio_pika.exceptions.ChannelClosed:  # the queue is not declared yet
            await asyncio.sleep(0.1)


async def test_a_turn_never_waits_for_a_broker_that_is_away(caplog: pytest.LogCaptureFixture) -> None:
    broker = ReferenceBroker(f"amqp://guest:guest@127.0.0.1:{free_port()}/", str)
    for _ in range(2_000):
        broker.publish(SAID)
    while "the event broker is away" not in caplog.text:
        await asyncio.sleep(0.02)
    await broker.close()


def test_erasing_makes_every_reference_in_the_broker_one_of_nobody(tmp_path: Path) -> None:
    settings = Settings.from_environment({"LINBAN_HOME": str(tmp_path)})

    def named() -> str:
        return str(without_words(SAID, KeyedDigest(secret(broker_key(settings))))["conversation"])

    before = named()
    assert named() == before
    forget_in_broker(settings)
    assert named() != before
    forget_in_broker(settings)
