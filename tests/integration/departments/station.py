"""Waiting for what a station does on its own."""

from __future__ import annotations

import time
from collections.abc import Callable


def wait_until(is_so: Callable[[], bool]) -> None:
    """Looks again and again; the test's own time limit ends it."""
    while not is_so():
        time.sleep(0.05)
