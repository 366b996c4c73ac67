"""A wait is as long as it is, and over for everybody at its end."""

from __future__ import annotations

import threading
import time

import pytest

from actions.pause import Pause

pytestmark = pytest.mark.unit


def test_a_wait_takes_its_time() -> None:
    began = time.monotonic()
    assert not Pause().wait(0.05)
    assert time.monotonic() - began >= 0.05


def test_the_end_is_for_all_who_wait_and_for_who_comes_later() -> None:
    pause = Pause()
    ended: list[bool] = []
    waiting = [threading.Thread(target=lambda: ended.append(pause.wait(60))) for _ in range(3)]
    for thread in waiting:
        thread.start()
    pause.end()
    for thread in waiting:
        thread.join(30)
    assert ended == [True] * 3 and pause.wait(60)
