"""From sound to events: one ear for each stretch of listening, run off the event loop, frames in order."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from functools import partial

from kiosk.events import FinalHeard, NothingHeard
from kiosk.ports import Ear, Heard

log = logging.getLogger(__name__)

_MOST_WAITING = 200
"""Frames, about 20 s of sound: a machine this far behind loses sound rather than memory."""
_MOST_FAILURES = 3
"""Ears that fail one after another, nothing having been heard between: the recogniser itself is broken."""


class Hearing:
    """Opens and closes with the microphone; tells `report` what was heard.

    An ear that fails is replaced, and what it had heard is lost; `lost` is told when no ear can be had any more.
    """

    def __init__(self, ears: Callable[[], Ear], report: Callable[[Heard], None], lost: Callable[[], None]) -> None:
        self._ears = ears
        self._report = report
        self._lost = lost
        self._failures = 0
        self._frames: asyncio.Queue[bytes | None] | None = None
        self._patience = 0.0
        self._work: set[asyncio.Task[None]] = set()

    def open(self, patience: float) -> None:
        """Listen, with a fresh ear if none is open.

        patience: seconds of silence that end the turn from now on.
        """
        self._patience = patience
        if self._frames is not None:
            return
        self._frames = asyncio.Queue(_MOST_WAITING)
        work = asyncio.create_task(self._listen(self._frames))
        self._work.add(work)
        work.add_done_callback(self._work.discard)

    def close(self) -> None:
        """Forget what is under way; what it still hears is not reported."""
        frames, self._frames = self._frames, None
        if frames is not None:
            while not frames.empty():
                frames.get_nowait()
            frames.put_nowait(None)

    def take(self, pcm: bytes) -> None:
        """Sound of the microphone; ignored while closed."""
        self._put(pcm)

    def done(self) -> None:
        """The person has finished speaking: do not wait for the silence."""
        self._put(None)

    def _put(self, frame: bytes | None) -> None:
        if self._frames is None:
            return
        try:
            self._frames.put_nowait(frame)
        except asyncio.QueueFull:
            log.warning("sound dropped: the recogniser is too slow")

    async def _listen(self, frames: asyncio.Queue[bytes | None]) -> None:
        while frames is self._frames:
            try:
                ear = await asyncio.to_thread(self._ears)
            except Exception as error:
                return self._give_up(frames, error)
            try:
                await self._listen_with(ear, frames)
            except Exception as error:
                self._failures += 1
                if self._failures == _MOST_FAILURES:
                    return self._give_up(frames, error)
                log.warning("an ear failed and is replaced: %s", type(error).__name__)
                self._tell(frames, [NothingHeard()])

    async def _listen_with(self, ear: Ear, frames: asyncio.Queue[bytes | None]) -> None:
        """Until the person says that they have finished, or the microphone closes."""
        pcm: bytes | None = b""
        while pcm is not None and frames is self._frames:
            pcm = await frames.get()
            ear.be_patient(self._patience)
            heard = await asyncio.to_thread(ear.finish if pcm is None else partial(ear.feed, pcm))
            self._tell(frames, heard or ([NothingHeard()] if pcm is None else []))

    def _give_up(self, frames: asyncio.Queue[bytes | None], error: Exception) -> None:
        log.error("the recogniser failed: %s", type(error).__name__)
        if frames is self._frames:
            self._frames, self._failures = None, 0
            self._lost()

    def _tell(self, frames: asyncio.Queue[bytes | None], heard: Sequence[Heard]) -> None:
        for one in heard:
            if frames is self._frames:
                self._failures = 0 if isinstance(one, FinalHeard) else self._failures
                self._report(one)
