"""Does in the background what has to be done again and again."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from actions.pause import Pause

log = logging.getLogger(__name__)

STOP_SECONDS = 1.0


@dataclass(frozen=True)
class Routine:
    """Something done over and over; `work` says how much there was to do. Pauses in seconds.

    `busy`: after there was something to do; `idle`: after there was nothing, or it failed.
    """

    name: str
    work: Callable[[], int]
    busy: float
    idle: float


class Clerk:
    """Works while it is entered. Every routine has a thread of its own: none waits for another one."""

    def __init__(self, routines: Sequence[Routine]) -> None:
        self._stopping = Pause()
        self._threads = [
            threading.Thread(target=self._work, args=(one,), name=one.name, daemon=True) for one in routines
        ]

    def __enter__(self) -> Clerk:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        """Waits a moment; what is under way then is left to end with the process, and done again after it."""
        self._stopping.end()
        end = time.monotonic() + STOP_SECONDS
        for thread in self._threads:
            thread.join(max(0.0, end - time.monotonic()))

    def _work(self, routine: Routine) -> None:
        while not self._stopping.wait(_pause_after_one(routine)):
            pass


def _pause_after_one(routine: Routine) -> float:
    """Does it once. Whatever goes wrong, the next time may go well."""
    try:
        return routine.busy if routine.work() else routine.idle
    except Exception as error:
        log.error("%s failed: %s", routine.name, type(error).__name__)
        return routine.idle
