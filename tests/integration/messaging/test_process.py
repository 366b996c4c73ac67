"""The process of an app as the station starts it: it is well, answers without a core too, and keeps its token."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from tests.e2e.station.running import TINY_MODEL, environment, free_ports, until
from tests.fakes.house import House
from tests.fakes.telegram_server import TOKEN, Telegram
from tests.integration.messaging.chatting import WORDS

pytestmark = pytest.mark.integration

ME = 81


def is_well(port: int) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/health", timeout=2, trust_env=False).status_code == 200
    except httpx.TransportError:
        return False


def test_the_process_of_telegram(telegram: Telegram, house: House, tmp_path: Path) -> None:
    port, log = free_ports(), tmp_path / "telegram.log"
    told = {"LINBAN_PORT": str(port), "LINBAN_TOKEN": "word", "LINBAN_VOSK_MODEL": str(TINY_MODEL)}
    told |= {"LINBAN_TELEGRAM_TOKEN": TOKEN, "LINBAN_TELEGRAM_API": house.url, "PTB_TIMEDELTA": "1"}
    command = [sys.executable, "-m", "assistant.station_chat", "telegram"]
    with log.open("wb") as output:
        process = subprocess.Popen(command, env=environment(tmp_path / "home", **told), stderr=output, stdout=output)
    try:
        until(lambda: is_well(port + 3) or process.poll() is not None, "the process to be well")
        telegram.say(ME, "老年证怎么办")
        until(lambda: telegram.texts(ME), "an answer")
        telegram.failures = [502, 401]
        telegram.token = "another"
        time.sleep(1)
    finally:
        process.send_signal(signal.SIGTERM)
        code = process.wait(30)
    assert code == 0
    answer = telegram.texts(ME)[0]
    assert "答不了话" in answer and "招手" not in answer, "no core: it is said, in the words of a chat"
    assert WORDS.menu["human"] in [one["description"] for one in telegram.menu]
    written = log.read_text(encoding="utf-8")
    assert TOKEN not in written and TOKEN.split(":")[1] not in written and "老年证" not in written
    assert "Traceback" not in written
    data = b"".join(path.read_bytes() for path in (tmp_path / "home").glob("linban.db*"))
    assert "老年证怎么办".encode() not in data and TOKEN.encode() not in data


@pytest.mark.parametrize("app", ["telegram", "wechat"])
def test_without_credentials_it_says_so(app: str, tmp_path: Path) -> None:
    command = [sys.executable, "-W", "ignore", "-m", "assistant.station_chat", app]
    ended = subprocess.run(command, env=environment(tmp_path), capture_output=True, text=True, timeout=120)
    assert ended.returncode == 1
    assert "credentials" in ended.stderr and "Traceback" not in ended.stderr
