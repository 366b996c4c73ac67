"""A visit's side of the dialogue: one question at a time, answers as they come, and nothing left when it is over."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from channels.wire import Reply, TurnEnd
from kiosk.effects import Ask
from kiosk.events import DialogueFailed, Ended, Event
from kiosk.ports import Dialogue

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Listener:
    """What a visit makes of what comes. replied: a reply to this question. ended: its end; whether a person is called.
    happen: what became of the question.
    """

    replied: Callable[[int, Reply], None]
    ended: Callable[[int, TurnEnd], bool]
    happen: Callable[[Event], None]


class Conversation:
    """One for each visit; runs on the event loop."""

    def __init__(self, dialogue: Dialogue, listener: Listener) -> None:
        self._dialogue = dialogue
        self._listener = listener
        self._question: asyncio.Task[None] | None = None
        self._forgetting: set[asyncio.Future[None]] = set()

    def ask(self, session: str, asked: Ask) -> None:
        """Send a question; one still running is dropped."""
        self.drop()
        self._question = asyncio.create_task(self._converse(session, asked))

    def drop(self) -> None:
        """Nobody waits for the running question any more."""
        if self._question is not None and self._question is not asyncio.current_task():
            self._question.cancel()
        self._question = None

    def forget(self, session: str) -> None:
        """What the dialogue remembers of the person goes too."""
        self.keep(self._dialogue.forget(session))

    def keep(self, forgetting: Awaitable[None]) -> None:
        """Let something be forgotten without keeping the next person waiting."""
        task = asyncio.ensure_future(forgetting)
        self._forgetting.add(task)
        task.add_done_callback(self._forgetting.discard)

    async def _converse(self, session: str, asked: Ask) -> None:
        handover, number = False, asked.number
        try:
            async for item in self._dialogue.turn(session, asked.text, channel="kiosk", metadata=asked.metadata):
                if isinstance(item, TurnEnd):
                    handover = self._listener.ended(number, item)
                else:
                    self._listener.replied(number, item)
        except Exception as error:
            log.error("the dialogue failed: %s", type(error).__name__)
            self._listener.happen(DialogueFailed(number))
        self._listener.happen(Ended(number, handover))
