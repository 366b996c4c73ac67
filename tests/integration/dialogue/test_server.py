"""The dialogue core as a process: who may ask it, what it does with what it cannot read."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from assistant.settings import Settings
from assistant.training import model_path
from channels.wire import Reply, TurnEnd, read
from tests.e2e.station.running import environment, free_ports

pytestmark = pytest.mark.integration

TURN = "/webhooks/linban/turn"
MINE = {"Authorization": "Bearer secret"}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A station's folder with the model that is trained."""
    home: Path = tmp_path_factory.mktemp("core")
    models = home / "models" / "dialogue"
    models.mkdir(parents=True)
    for model in Settings.from_environment().dialogue_models.glob("*.tar.gz"):
        (models / model.name).symlink_to(model)
    return home


@pytest.fixture(scope="module")
def core(home: Path) -> Iterator[httpx.Client]:
    """The real process, without an action server beside it."""
    port = free_ports()
    variables = environment(home, LINBAN_PORT=str(port), LINBAN_TOKEN="secret")
    command = [sys.executable, "-m", "assistant.dialogue_server"]
    process = subprocess.Popen(command, env=variables, stderr=subprocess.DEVNULL)
    with httpx.Client(base_url=f"http://127.0.0.1:{port + 1}", timeout=10) as client:
        _wait(client, process)
        yield client
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == 0


def _wait(client: httpx.Client, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(600):
        assert process.poll() is None, "the core did not start"
        try:
            if client.get("/health").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.2)
    raise AssertionError("the core is not healthy")


def test_a_turn_streams_replies_and_then_its_end(core: httpx.Client) -> None:
    asked = {"session": "one", "text": "你好", "channel": "kiosk"}
    *replies, end = [read(line) for line in core.post(TURN, json=asked, headers=MINE).text.splitlines()]
    assert replies and all(isinstance(reply, Reply) and reply.text for reply in replies)
    assert isinstance(end, TurnEnd)


def test_without_the_action_server_a_person_is_offered(core: httpx.Client) -> None:
    asked = {"session": "two", "text": "养老金认证要带什么", "channel": "kiosk"}
    first = read(core.post(TURN, json=asked, headers=MINE).text.splitlines()[0])
    assert isinstance(first, Reply)
    assert any(button.payload == "/dlg.human" for button in first.buttons)


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer guess"}, {"Authorization": "secret"}])
def test_strangers_are_refused(core: httpx.Client, headers: dict[str, str]) -> None:
    asked = {"session": "three", "text": "你好"}
    assert core.post(TURN, json=asked, headers=headers).status_code == 401


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"{}", b'{"session": 1}', b'{"session": ""}', b"\xff\xfe"])
def test_what_is_no_turn_is_refused_and_nothing_breaks(core: httpx.Client, body: bytes) -> None:
    assert core.post(TURN, content=body, headers=MINE).status_code == 400
    assert core.get("/health").status_code == 200


@pytest.mark.parametrize("path", ["/model", "/conversations/one/tracker", "/status", "/domain"])
def test_rasas_own_interface_is_not_there(core: httpx.Client, path: str) -> None:
    assert core.get(path, headers=MINE).status_code == 404


def told(home: Path, session: str) -> int:
    """How much of a conversation is on the disk."""
    with sqlite3.connect(home / "linban.db") as database:
        found: int = database.execute(
            "select count(*) from conversation_events where sender_id = ?", [session]
        ).fetchone()[0]
        return found


def test_what_is_said_in_practice_is_not_written_down(core: httpx.Client, home: Path) -> None:
    for session in ("practice-kiosk-one", "kiosk-one"):
        assert core.post(TURN, json={"session": session, "text": "你好"}, headers=MINE).status_code == 200
    assert (told(home, "practice-kiosk-one"), told(home, "kiosk-one")) == (0, 1)


def test_another_model_is_taken_while_it_runs_and_a_damaged_one_changes_nothing(core: httpx.Client, home: Path) -> None:
    assert core.post("/reload").status_code == 401
    (home / "learning" / "adopted").mkdir(parents=True)
    (home / "learning" / "adopted" / "own.yml").write_text('version: "3.1"\n', encoding="utf-8")
    models = home / "models" / "dialogue"
    name = model_path(Settings.from_environment(environment(home))).name
    (models / name).write_bytes(b"damaged")
    assert core.post("/reload", headers=MINE, timeout=120).status_code == 500
    (models / name).unlink()
    (models / name).symlink_to(next(models.glob("*.tar.gz")).resolve())
    assert core.post("/reload", headers=MINE, timeout=120).json() == {"status": "ok"}
    asked = {"session": "five", "text": "你好", "channel": "kiosk"}
    assert isinstance(read(core.post(TURN, json=asked, headers=MINE).text.splitlines()[0]), Reply)


def test_a_conversation_is_forgotten_when_asked(core: httpx.Client) -> None:
    assert core.post("/webhooks/linban/forget", json={"session": "one"}, headers=MINE).status_code == 204


def test_without_a_model_it_says_what_to_do(tmp_path: Path) -> None:
    variables = environment(tmp_path, LINBAN_PORT=str(free_ports()), LINBAN_TOKEN="secret")
    command = [sys.executable, "-W", "ignore", "-m", "assistant.dialogue_server"]
    ended = subprocess.run(command, env=variables, capture_output=True, text=True, cwd=os.getcwd(), timeout=120)
    assert ended.returncode == 1
    assert "linban train" in ended.stderr
    assert "Traceback" not in ended.stderr
