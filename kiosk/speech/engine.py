"""Sentences into sound, by processes that may die or hang, and are replaced.

The recipe that lost none of 2,250 phrases (pyttsx3 2.99, espeak-ng 1.51), and why:

- A process per sentence, ended afterwards. Within one process a changed `rate` reaches the voice late or
  never, of two queued phrases only the last is heard, and `stop()` from another thread deadlocks.
- The voice first, and no `rate` property for espeak-ng even then: its command arrives in the middle of a
  phrase in one process of a hundred, which then is too fast or empty. The speed stands in the text.
- `save_to_file`, `runAndWait`, and a wait for `finished-utterance` and for `isBusy` to end: `runAndWait` alone
  returns before the file exists. An unknown voice fails silently, so a voice is chosen from the list.
- A clock in the process that asked. A path that cannot be written hangs for ever, and so may espeak.
- A few processes wait ready: starting one takes 100 ms, speaking 30 characters 10 to 20.

Measured net of pauses, espeak-ng's rate property and characters a minute: 100 and 129, 120 and 155, 140 and
185, 160 and 214, 180 and 245, 200 and 277, 220 and 306, 240 and 340. `property_for` is the line through them.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Sequence

from kiosk.speech.voice_errors import NoVoiceError, VoiceError
from kiosk.speech.worker_process import COMMAND, Spelling, WorkerProcess

log = logging.getLogger(__name__)

_PROPERTY_PER_CHARACTER = 0.645
_PROPERTY_AT_NONE = 20.0
_PHRASES = 20


def property_for(characters_a_minute: float) -> int:
    """The voice's rate property that speaks so fast, pauses not counted."""
    return round(_PROPERTY_AT_NONE + _PROPERTY_PER_CHARACTER * characters_a_minute)


class Engine:
    """`ready`: processes that wait, and the most that speak at once. `limit`: seconds for one sentence of
    `_PHRASES` phrases, after which its process is replaced. `attempts`: processes one sentence may wear out. `voice`:
    the machine's voice that speaks, "" before there is one; another one may be installed while the station runs.
    """

    def __init__(
        self,
        command: Sequence[str] = COMMAND,
        ready: int = 2,
        limit: float = 3.0,
        attempts: int = 3,
    ) -> None:
        self._command = command
        self._ready = ready
        self._limit = limit
        self._attempts = attempts
        self._at_once = asyncio.Semaphore(ready)
        self._waiting: deque[asyncio.Task[WorkerProcess]] = deque()
        self._workers: set[WorkerProcess] = set()
        self._ending: set[asyncio.Task[None]] = set()
        self._is_closed = False
        self.voice = ""

    async def start(self) -> None:
        """Get the processes ready. Raises NoVoiceError, or VoiceError, when that is in vain."""
        self._refill()
        outcomes = await asyncio.gather(*self._waiting, return_exceptions=True)
        for outcome in outcomes:
            if isinstance(outcome, BaseException):
                await self.close()
                raise outcome

    async def close(self) -> None:
        """End every process. What is being said then fails."""
        self._is_closed = True
        for task in self._waiting:
            task.cancel()
        await asyncio.gather(*self._waiting, return_exceptions=True)
        self._waiting.clear()
        for worker in tuple(self._workers):
            self._dismiss(worker)
        await asyncio.gather(*self._ending)

    @property
    def pids(self) -> tuple[int, ...]:
        """The processes there are."""
        return tuple(worker.pid for worker in self._workers if worker.is_alive)

    async def say(self, phrases: Sequence[Spelling], characters_a_minute: float) -> list[bytes]:
        """A sound file's contents for every phrase, spoken so fast, pauses not counted.

        Raises NoVoiceError at once, and VoiceError when every attempt failed.
        """
        rate = property_for(characters_a_minute)
        async with self._at_once:
            for _ in range(self._attempts):
                if self._is_closed:
                    raise VoiceError("The voice is switched off.")
                try:
                    return await self._attempt(phrases, rate)
                except NoVoiceError:
                    raise
                except (VoiceError, asyncio.TimeoutError) as error:
                    log.warning("a voice process is replaced: %s", type(error).__name__)
        raise VoiceError("The voice failed again and again.")

    async def _attempt(self, phrases: Sequence[Spelling], rate: int) -> list[bytes]:
        worker = await self._take()
        try:
            return await asyncio.wait_for(worker.speak(phrases, rate), self._limit * max(1.0, len(phrases) / _PHRASES))
        finally:
            self._dismiss(worker)

    async def _take(self) -> WorkerProcess:
        self._refill()
        task = self._waiting.popleft()
        try:
            worker = await asyncio.shield(task)
        except asyncio.CancelledError:
            self._waiting.appendleft(task)
            raise
        self._refill()
        return worker

    def _refill(self) -> None:
        while len(self._waiting) < self._ready:
            self._waiting.append(asyncio.create_task(self._start_one()))

    async def _start_one(self) -> WorkerProcess:
        worker = await WorkerProcess.start(self._command)
        self._workers.add(worker)
        self.voice = worker.voice
        return worker

    def _dismiss(self, worker: WorkerProcess) -> None:
        if worker in self._workers:
            self._workers.remove(worker)
            task = asyncio.create_task(worker.end())
            self._ending.add(task)
            task.add_done_callback(self._ending.discard)
