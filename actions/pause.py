"""Waiting in a thread, by a clock that nobody sets.

Until 3.11, Python's own locks and events count by the clock on the wall: when it is set back by a day, they wait a day
longer.
"""

from __future__ import annotations

import os
import select


class Pause:
    """For any number of threads. Ended once, it is over for all of them, and for every wait to come."""

    def __init__(self) -> None:
        self._end, self._ending = os.pipe()

    def wait(self, seconds: float) -> bool:
        """Waits so long, or until the end; whether that has come."""
        waiting = select.poll()
        waiting.register(self._end, select.POLLIN)
        return bool(waiting.poll(round(seconds * 1000)))

    def end(self) -> None:
        """Wakes everybody."""
        os.write(self._ending, b"!")

    def __del__(self) -> None:
        os.close(self._end)
        os.close(self._ending)
