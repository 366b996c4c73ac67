"""One turn with a Rasa agent of this process: each utterance as it is ready, then where the conversation stands."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.shared.core.events import SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from assistant.metrics import TURNS_WITHOUT_ANSWER
from channels.fallback import Fallback
from channels.observing import Observer, Watch
from channels.said_before import AGAIN, said_before
from channels.telling import form_told, understood
from channels.wire import STATE, Button, Item, Reply, TurnEnd

log = logging.getLogger(__name__)


class QueueOutput(OutputChannel):  # type: ignore[misc]  # Rasa ships no types
    """Puts every utterance of the assistant into a queue the moment Rasa sends it."""

    def __init__(self, replies: asyncio.Queue[Item | None]) -> None:
        self._replies = replies

    @classmethod
    def name(cls) -> str:
        """The same for every channel: actions do not speak differently here and there."""
        return "linban"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """One utterance with its buttons and its card."""
        buttons = tuple(Button(one["title"], one["payload"]) for one in message.get("buttons") or ())
        await self._replies.put(Reply(message.get("text") or "", buttons, message.get("custom") or None))


async def converse(
    agent: Agent,
    fallback: Fallback,
    session: str,
    text: str,
    channel: str,
    metadata: Mapping[str, Any],
    observer: Observer | None = None,
) -> AsyncIterator[Item]:
    """The replies to an admitted text, then the end of the turn. Where nothing is said, the fallback sentence is:
    silence is a failure."""
    before = await _said_before(agent, session, metadata)
    if before:
        for said in before:
            yield said
        return
    watch = Watch(observer, session, channel) if observer is not None else None
    replies: asyncio.Queue[Item | None] = asyncio.Queue()
    message = UserMessage(text, QueueOutput(replies), session, input_channel=channel, metadata=dict(metadata))
    handling = asyncio.create_task(_handle(agent, message, replies))
    is_answered = is_forgotten = False
    while (item := await replies.get()) is not None:
        is_answered = is_answered or (isinstance(item, Reply) and item.text != "")
        is_forgotten = is_forgotten or asks_to_forget(item)
        yield item
    await handling
    if not is_answered:
        TURNS_WITHOUT_ANSWER.inc()
        yield fallback.unanswered
    tracker = await agent.tracker_store.as_saved(session)
    if watch is not None and tracker is not None:
        watch.done(tracker)
    if is_forgotten:
        await agent.tracker_store.delete(session)
    yield _end_of_turn(tracker) if tracker is not None else TurnEnd()


def asks_to_forget(item: Item) -> bool:
    """Whether a reply wants the conversation so far erased: how somebody voted stays nowhere."""
    return isinstance(item, Reply) and item.card is not None and item.card.get("forget") is True


async def _said_before(agent: Agent, session: str, metadata: Mapping[str, Any]) -> list[Item]:
    """The whole turn, where the channel asks once more for what was answered already, or is being answered now."""
    if not metadata.get(AGAIN):
        return []
    async with agent.lock_store.lock(session):
        tracker = await agent.tracker_store.retrieve(session)
    replies = said_before(tracker.events, metadata) if tracker is not None else []
    return [*replies, _end_of_turn(tracker)] if tracker is not None and replies else []


async def _handle(agent: Agent, message: UserMessage, replies: asyncio.Queue[Item | None]) -> None:
    try:
        await agent.handle_message(message)
    except Exception as error:
        log.error("a turn failed: %s", type(error).__name__)
    finally:
        await replies.put(None)


def _end_of_turn(tracker: DialogueStateTracker) -> TurnEnd:
    state = {name: tracker.get_slot(name) for name in STATE}
    heard = tracker.latest_message.parse_data if tracker.latest_message else {}
    form = form_told(tracker.get_slot("filling"))
    return TurnEnd(state, tracker.get_slot("case"), _called_now(tracker), understood(heard), form)


def _called_now(tracker: DialogueStateTracker) -> str | None:
    """Why a person was called in this very turn."""
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            return None
        if isinstance(event, SlotSet) and event.key == "handover" and event.value:
            return str(event.value)
    return None
