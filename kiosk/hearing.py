"""From sound to events: one ear for each stretch of listening, run off the event loop, frames in order."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from kiosk.events import Event, FinalHeard, MicrophoneChanged, NothingHeard, PartialHeard, SpeechStarted
from kiosk.ports import Ear

log = logging.getLogger(__name__)

_MOST_WAITING = 200
"""Frames, about 20 s of sound: a machine this far behind loses sound rather than memory."""


_EVENTS: Mapping[str, Callable[[Any], Event]] = {
    "SpeechStarted": lambda heard: SpeechStarted(),
    "Partial": lambda heard: PartialHeard(heard.text),
    "Final": lambda heard: FinalHeard(heard.transcript.text),
    "NothingHeard": lambda heard: NothingHeard(),
}


def event_of(heard: Any) -> Event:
    """What the listener heard, in the words of the turn. Raises KeyError for a kind it does not know."""
    return _EVENTS[type(heard).__name__](heard)


class Hearing:
    """Opens and closes with the microphone; tells `report` what was heard."""

    def __init__(self, ears: Callable[[], Ear], report: Callable[[Event], None]) -> None:
        self._ears = ears
        self._report = report
        self._frames: asyncio.Queue[bytes | None] | None = None
        self._work: set[asyncio.Task[None]] = set()

    def open(self) -> None:
        """Listen with a fresh ear. Does nothing if one is open."""
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
        try:
            ear = await asyncio.to_thread(self._ears)
            while frames is self._frames:
                pcm = await frames.get()
                heard = await asyncio.to_thread(ear.finish if pcm is None else _fed(ear, pcm))
                self._tell(frames, heard)
                if pcm is None and frames is self._frames:
                    if not heard:
                        self._report(NothingHeard())
                    ear = await asyncio.to_thread(self._ears)
        except Exception as error:
            log.error("the recogniser failed: %s", type(error).__name__)
            if frames is self._frames:
                self._frames = None
                self._report(MicrophoneChanged(False))

    def _tell(self, frames: asyncio.Queue[bytes | None], heard: Sequence[Any]) -> None:
        for one in heard:
            if frames is self._frames:
                self._report(event_of(one))


def _fed(ear: Ear, pcm: bytes) -> Callable[[], Sequence[Any]]:
    return lambda: ear.feed(pcm)
