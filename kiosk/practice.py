"""Practice: an example sentence is said for the person, as if at the microphone."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from kiosk.listening import Listening
from kiosk.ports import Mouth
from kiosk.rehearsal import rehearse

log = logging.getLogger(__name__)


class Practice:
    """One rehearsal at a time. `listening` says whether the turn still takes sound in; `failed` is told."""

    def __init__(
        self, mouth: Mouth | None, ears: Listening, listening: Callable[[], bool], failed: Callable[[], None]
    ) -> None:
        self._mouth = mouth
        self._ears = ears
        self._listening = listening
        self._failed = failed
        self._work: asyncio.Task[None] | None = None

    @property
    def is_possible(self) -> bool:
        """Whether there is a mouth to speak and an ear to hear it."""
        return self._mouth is not None and self._ears.hearing is not None

    @property
    def is_on(self) -> bool:
        """Whether an example is being said; the real microphone counts for nothing meanwhile."""
        return self._work is not None and not self._work.done()

    def start(self, sentence: str) -> None:
        """Say the sentence."""
        self.stop()
        self._work = asyncio.create_task(self._run(sentence))

    def stop(self) -> None:
        """Say no more."""
        if self._work is not None:
            self._work.cancel()

    async def _run(self, sentence: str) -> None:
        hearing = self._ears.hearing
        if self._mouth is None or hearing is None:
            return
        try:
            await rehearse(sentence, self._mouth, hearing, self._listening)
        except Exception as error:
            log.error("practice failed: %s", type(error).__name__)
            self._failed()
