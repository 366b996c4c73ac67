"""The action server as its own process, called over HTTP as Rasa calls it."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from starlette.testclient import TestClient

from actions.bootstrap import bootstrap, prepare
from actions.executor import build_executor
from actions.server import authorisation, build_app, main
from assistant.settings import PROJECT, Settings
from tests.integration.actions.conftest import database_file

pytestmark = pytest.mark.integration

SAID = "我叫王小明，社保卡丢了"


def a_call(action: str = "action_answer", text: str = SAID, label: str = "svc.social_card") -> dict[str, Any]:
    """The body Rasa posts for an action."""
    message = {
        "text": text,
        "intent": {"name": label, "confidence": 0.97},
        "intent_ranking": [{"name": label, "confidence": 0.97}],
        "entities": [{"entity": "aspect", "value": "steps", "start": 0, "end": len(text)}],
        "message_id": "1",
        "metadata": {},
    }
    user = {"event": "user", "timestamp": 1.0, "text": text, "parse_data": message, "input_channel": "kiosk"}
    return {
        "next_action": action,
        "sender_id": "visit-1",
        "version": "3.6.21",
        "tracker": {
            "sender_id": "visit-1",
            "slots": {"service": None, "session_started_metadata": None},
            "latest_message": message,
            "latest_event_time": 1.0,
            "followup_action": None,
            "paused": False,
            "events": [
                {"event": "action", "timestamp": 0.1, "name": "action_session_start"},
                {"event": "session_started", "timestamp": 0.2},
                {"event": "action", "timestamp": 0.3, "name": "action_listen"},
                user,
            ],
            "latest_input_channel": "kiosk",
            "active_loop": {},
            "latest_action": {"action_name": "action_listen"},
            "latest_action_name": "action_listen",
        },
    }


def environment(settings: Settings) -> dict[str, str]:
    port = str(settings.ports.actions - 2)
    return {
        **os.environ,
        "LINBAN_HOME": str(settings.home),
        "LINBAN_PORT": port,
        "LINBAN_TOKEN": settings.token,
    }


@pytest.fixture
def server(settings: Settings) -> Iterator[tuple[subprocess.Popen[str], httpx.Client]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "actions.server"],
        cwd=PROJECT,
        env=environment(settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    with httpx.Client(base_url=f"http://127.0.0.1:{settings.ports.actions}", timeout=10) as client:
        _wait(client, process)
        yield process, client
    process.kill()
    process.wait()


def _wait(client: httpx.Client, process: subprocess.Popen[str]) -> None:
    while process.poll() is None:
        try:
            assert client.get("/health").json() == {"status": "ok"}
            return
        except httpx.TransportError:
            time.sleep(0.05)
    raise AssertionError(process.stdout.read() if process.stdout else "")


def test_it_answers_rasa_keeps_quiet_and_ends_well(
    server: tuple[subprocess.Popen[str], httpx.Client], settings: Settings
) -> None:
    process, client = server
    answer = client.post("/webhook", json=a_call(), headers=authorisation("word")).json()
    (response,) = answer["responses"]
    assert response["response"] == "utter_answer_offering"
    assert "先打12333" in response["answer"]
    assert response["custom"]["service"] == "social_card"
    assert response["buttons"][0]["payload"].startswith("/ask.")
    slots = {event["name"]: event["value"] for event in answer["events"]}
    assert (slots["service"], slots["aspect"]) == ("social_card", "steps")

    for number in (3, 2):
        call = a_call("action_call_person", "叫人", "dlg.human")
        call["tracker"]["sender_id"] = f"visit-{number}"
        client.post("/webhook", json=call, headers=authorisation("word"))
    with sqlite3.connect(database_file(settings)) as connection:
        assert connection.execute("SELECT count(*) FROM help_requests").fetchone() == (2,)

    process.send_signal(signal.SIGTERM)
    output, _ = process.communicate(timeout=20)
    assert process.returncode == 0
    assert output == ""


@pytest.fixture
def client(settings: Settings) -> TestClient:
    prepare(settings)
    return TestClient(build_app(build_executor(bootstrap(settings)), settings.token))


@pytest.mark.parametrize("headers", [{}, {"Authorization": "word"}, authorisation("other"), authorisation("")])
def test_without_the_token_nothing_is_run(client: TestClient, headers: dict[str, str]) -> None:
    reply = client.post("/webhook", json=a_call("action_call_person"), headers=headers)
    assert reply.status_code == 401
    assert "responses" not in reply.json()


def test_a_station_without_a_token_answers_nobody(settings: Settings) -> None:
    prepare(settings)
    client = TestClient(build_app(build_executor(bootstrap(settings)), ""))
    assert client.post("/webhook", json=a_call(), headers=authorisation("")).status_code == 401
    assert client.get("/health").status_code == 200


def test_an_action_nobody_knows_is_not_found(client: TestClient) -> None:
    reply = client.post("/webhook", json=a_call("action_unknown"), headers=authorisation("word"))
    assert reply.status_code == 404
    assert reply.json()["action_name"] == "action_unknown"


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"next_action": "action_answer"}', b'"text"'])
def test_what_is_no_call_is_refused_without_being_repeated(client: TestClient, body: bytes) -> None:
    reply = client.post("/webhook", content=body, headers=authorisation("word"))
    assert reply.status_code == 400
    assert reply.json() == {"error": "this is not a call of an action"}


def test_a_failing_store_is_a_sentence_and_not_an_error(
    client: TestClient, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    with sqlite3.connect(database_file(settings)) as connection:
        connection.execute("DROP TABLE catalogue_services")
        connection.execute("DROP TABLE catalogue_editions")
    reply = client.post("/webhook", json=a_call(), headers=authorisation("word"))
    assert reply.status_code == 200
    assert reply.json()["responses"][0]["response"] == "utter_fallback"
    assert "OperationalError" in caplog.text
    assert "王小明" not in caplog.text


def test_it_does_not_start_on_a_database_it_cannot_use(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    database_file(settings).mkdir(parents=True)
    assert main(settings) == 1
    complaint = capsys.readouterr().err
    assert complaint.startswith("The action server cannot start: ")
    assert len(complaint.splitlines()) == 1


def test_rasas_own_action_reads_our_answer_as_it_is(client: TestClient) -> None:
    """The keys that stand in braces in the response are all there, none of them Rasa's own."""
    body = client.post("/webhook", json=a_call(), headers=authorisation("word")).json()
    (response,) = body["responses"]
    assert not re.search("[{}]", response["answer"])
    assert {"answer", "first"} <= set(response)
    assert all(event["event"] == "slot" for event in body["events"])
