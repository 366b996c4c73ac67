"""Sentence by sentence: the first clip is on its way while the next is being made."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from kiosk.events import ClipOver, ClipReady, Event
from kiosk.pace import Pace
from kiosk.ports import Clip, Mouth

log = logging.getLogger(__name__)


class Voice:
    """Makes clips in order. `send(utterance, clip)` gives one to the page, `report` tells the turn."""

    def __init__(
        self,
        mouth: Mouth,
        send: Callable[[int, Clip], None],
        report: Callable[[Event], None],
        failed: Callable[[], None],
        longest: float = 10.0,
    ) -> None:
        self._mouth = mouth
        self._send = send
        self._report = report
        self._failed = failed
        self._longest = longest
        self._waiting: list[tuple[int, str, Pace]] = []
        self._maker: asyncio.Task[None] | None = None

    def say(self, utterance: int, text: str, pace: Pace) -> None:
        """Queue a sentence."""
        self._waiting.append((utterance, text, pace))
        if self._maker is None or self._maker.done():
            self._maker = asyncio.create_task(self._make(self._waiting))

    def hush(self) -> None:
        """Drop every sentence that is not on its way yet."""
        self._waiting = []
        if self._maker is not None:
            self._maker.cancel()
            self._maker = None

    async def _make(self, waiting: list[tuple[int, str, Pace]]) -> None:
        while waiting:
            utterance, text, pace = waiting.pop(0)
            try:
                speaking = self._mouth.speak(text, rate=pace.rate, volume_db=pace.volume_db)
                clip = await asyncio.wait_for(speaking, self._longest)
            except Exception as error:
                log.error("the voice failed: %s", type(error).__name__)
                self._failed()
                self._report(ClipOver(utterance))
            else:
                # `wait_for` swallows a cancellation that comes as the clip is done.
                if waiting is not self._waiting:
                    return
                self._report(ClipReady(utterance, clip.seconds))
                self._send(utterance, clip)
