"""A station with the credentials of a messaging app: one process more, watched like the others."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from tests.e2e.station.running import running, until
from tests.fakes.telegram_server import TOKEN, Telegram, open_telegram

pytestmark = pytest.mark.e2e

ME = 91


def test_the_station_answers_in_telegram_and_after_a_crash_as_well(tmp_path: Path) -> None:
    telegram = Telegram()
    with open_telegram(telegram) as house:
        told = {"LINBAN_TELEGRAM_TOKEN": TOKEN, "LINBAN_TELEGRAM_API": house.url}
        with running(tmp_path / "home", **told) as station:
            first = until(lambda: station.pid("telegram"), "the process of Telegram")
            telegram.say(ME, "老年证怎么办")
            until(lambda: telegram.texts(ME), "an answer")
            os.kill(first, signal.SIGKILL)
            telegram.say(ME, "那要带什么")
            until(lambda: station.pid("telegram") not in (None, first), "a new process")
            # What was sent in the very moment of the crash may come a second time: the app confirms nothing then.
            answered = telegram.texts(ME)[0]
            until(lambda: set(telegram.texts(ME)) - {answered}, "the answer to what was said in between")
            assert station.stop() == 0
    assert "老年证" in telegram.texts(ME)[0] or "优待证" in telegram.texts(ME)[0]
    logs = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "home" / "logs").glob("*.log"))
    assert TOKEN not in logs and TOKEN.split(":")[1] not in logs
