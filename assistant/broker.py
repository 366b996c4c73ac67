"""Rasa's event broker on RabbitMQ, which is told that something happened, and never what was said.

A message holds the kind of event, its moment, the label or the action, and a keyed reference of the conversation.
Whoever destroys the key (`linban erase` does) has made every reference in the broker one of nobody.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from typing import Any

import aio_pika
import orjson
from rasa.core.brokers.broker import EventBroker

log = logging.getLogger(__name__)

QUEUE = "linban_events"
MOST_MESSAGES = 100_000
"""Where nobody fetches them, the oldest go."""

Reference = Callable[[str], str]
_WITHIN = 5.0
_MOST_WAITING = 1_000


class ReferenceBroker(EventBroker):  # type: ignore[misc]  # Rasa ships no types
    """Tells RabbitMQ in the background: no turn waits for it. `reference` names a conversation there."""

    def __init__(self, url: str, reference: Reference) -> None:
        self._url = url
        self._reference = reference
        self._waiting: asyncio.Queue[bytes] | None = None
        self._telling: asyncio.Task[None] | None = None

    def publish(self, event: Mapping[str, Any], headers: Mapping[str, str] | None = None) -> None:
        """While RabbitMQ is away the events since then wait, as many as there is room for."""
        if self._waiting is None or self._telling is None:
            self._waiting = asyncio.Queue(_MOST_WAITING)
            self._telling = asyncio.create_task(self._tell(self._waiting))
        if not self._waiting.full():
            self._waiting.put_nowait(orjson.dumps(without_words(event, self._reference)))

    async def close(self) -> None:
        """Ends the connection; what has not been told is not."""
        if self._telling is not None:
            self._telling.cancel()
            await asyncio.wait([self._telling])

    async def _tell(self, waiting: "asyncio.Queue[bytes]") -> None:
        while True:
            try:
                async with await aio_pika.connect(self._url, timeout=_WITHIN) as connection:
                    await _pass_on(waiting, connection)
            except Exception as error:  # whatever a broker that comes and goes brings about
                log.error("the event broker is away: %s", type(error).__name__)
                await asyncio.sleep(_WITHIN)


async def _pass_on(waiting: "asyncio.Queue[bytes]", connection: aio_pika.abc.AbstractConnection) -> None:
    channel = await connection.channel()
    limits: dict[str, Any] = {"x-max-length": MOST_MESSAGES, "x-overflow": "drop-head"}
    await channel.declare_queue(QUEUE, durable=True, arguments=limits)
    while True:
        body = await waiting.get()
        message = aio_pika.Message(body, delivery_mode=aio_pika.DeliveryMode.PERSISTENT)
        await channel.default_exchange.publish(message, QUEUE)


def without_words(event: Mapping[str, Any], reference: Reference) -> dict[str, Any]:
    """What may leave of an event: of a slot its name, of a message its label, of both nothing that was said."""
    heard = event.get("parse_data") or {}
    told = {
        "conversation": reference(str(event["sender_id"])),
        "event": event.get("event"),
        "at": event.get("timestamp"),
        "name": (heard.get("intent") or {}).get("name") or event.get("name"),
    }
    return {key: value for key, value in told.items() if value is not None}
