"""Each thing that can break, broken for real: the list names it and says what to do."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timezone
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from actions.cases.model import Mark
from actions.outbox import Parcel, ParcelState
from actions.store.engine import make_engine
from actions.store.schema import upgrade
from actions.store.unit_of_work import SqlUnitsOfWork
from assistant.health import machine
from assistant.health.report import CHECKS, look_at
from assistant.health.words import LANGUAGES, Line, Words
from assistant.keys import fernet
from assistant.settings import Settings
from assistant.station_troubles import NOTICES, troubles_of
from kiosk.settings import WEB
from tests.e2e.station.running import free_ports
from tests.unit.paper.samples import CASE

pytestmark = pytest.mark.integration

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=timezone.utc)
WELL = {"status": "ok", "page": True, "listens": True, "speaks": True, "microphone": True, "loudspeaker": True}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.from_environment({"LINBAN_HOME": str(tmp_path), "LINBAN_PORT": str(free_ports())})


def found(check: str, settings: Settings) -> tuple[str, Line]:
    """The state of a check, and its line; whoever reads it knows what to do, in both languages."""
    finding = look_at(CHECKS[check], settings)
    lines = [Words.load(language).line(check, finding) for language in LANGUAGES]
    assert all(bool(line.do) is not line.is_well for line in lines)
    return finding.state, lines[0]


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_a_database_that_cannot_be_opened(tmp_path: Path) -> None:
    there = {"LINBAN_HOME": str(tmp_path), "LINBAN_DATABASE_URL": f"sqlite:///{tmp_path}"}
    state, line = found("database", Settings.from_environment(there))
    assert state == "unusable" and "LINBAN_DATABASE_URL" in line.do


def test_a_full_disk(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    assert found("disk", settings)[1].is_well
    monkeypatch.setattr(machine, "LEAST_FREE_MB", machine.free_mb(settings.home) + 1_000)
    state, line = found("disk", settings)
    assert state == "full" and "Make room" in line.do


def test_keys_that_are_gone_or_open_to_others(settings: Settings) -> None:
    assert found("keys", settings)[1].says.startswith("none yet")
    fernet(settings.keys / "cases.key")
    assert found("keys", settings)[1].is_well
    os.chmod(settings.keys / "cases.key", 0o644)
    assert found("keys", settings)[0] == "open"
    write(settings.keys / "cases.key", "")
    state, line = found("keys", settings)
    assert state == "unreadable" and "cases.key" in line.says


DEPARTMENT = """departments:
  - id: civil
    url: https://civil.example
    token_file: {token}
    services: [{services}]
"""


def test_departments_that_are_wrongly_configured(settings: Settings, tmp_path: Path) -> None:
    assert found("departments", settings)[1].is_well
    token = tmp_path / "token"
    write(settings.departments, DEPARTMENT.format(token=token, services="elder_allowance"))
    assert found("departments", settings)[0] == "mistake"
    write(token, "a-secret")
    assert found("departments", settings)[1].is_well
    write(settings.departments, DEPARTMENT.format(token=token, services="elder_allowance, elder_alowance"))
    state, line = found("departments", settings)
    assert state == "unknown_services" and "elder_alowance" in line.says
    write(settings.departments, "departments: [")
    assert found("departments", settings)[0] == "mistake"


def put_off(settings: Settings, state: ParcelState) -> None:
    """A parcel that was tried in vain."""
    upgrade(settings.database_url)
    cipher = fernet(settings.keys / "cases.key")
    with SqlUnitsOfWork(make_engine(settings.database_url), cipher)() as work:
        work.cases.add(CASE, Mark(CASE.state, NOW, "resident", "kiosk"))
        work.outbox.put(Parcel(state.value, CASE.id, "civil", state, 3, NOW, NOW, problem="Unreachable"))
        work.commit()


@pytest.mark.parametrize(("state", "said"), [(ParcelState.WAITING, "waiting"), (ParcelState.DEAD, "given_up")])
async def test_a_department_that_cannot_be_reached(settings: Settings, state: ParcelState, said: str) -> None:
    assert found("deliveries", settings)[1].is_well
    put_off(settings, state)
    assert found("deliveries", settings)[0] == said
    assert "civil" in found("deliveries", settings)[1].says
    assert await troubles_of(settings)() == {"department_away"}


@contextmanager
def answering(port: int, told: Mapping[str, object]) -> Iterator[None]:
    """A process that says of itself what it is told to."""

    class Health(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps(told).encode())

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", port), Health)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield
    server.shutdown()
    thread.join()
    server.server_close()


async def test_a_dialogue_core_that_is_away(settings: Settings) -> None:
    assert found("processes", settings)[0] == "off"
    with answering(settings.ports.station, WELL), answering(settings.ports.actions, {}):
        state, line = found("processes", settings)
        assert state == "silent" and "dialogue" in line.says and "actions" not in line.says
        assert await troubles_of(settings)() == {"dialogue_away"}
        with answering(settings.ports.dialogue, {}):
            assert found("processes", settings)[1].is_well
            assert await troubles_of(settings)() == frozenset()


@pytest.mark.parametrize(
    ("broken", "state"),
    [
        ({}, "well"),
        ({"page": False}, "none"),
        ({"microphone": False}, "no_microphone"),
        ({"listens": False}, "deaf"),
        ({"speaks": False}, "mute"),
        ({"loudspeaker": False}, "no_loudspeaker"),
    ],
)
def test_a_page_that_cannot_do_all_it_should(settings: Settings, broken: Mapping[str, object], state: str) -> None:
    with answering(settings.ports.station, {**WELL, **broken}):
        assert found("page", settings)[0] == state


def test_the_kiosk_has_a_sentence_for_every_trouble() -> None:
    sentences = json.loads((WEB / "sentences.zh.json").read_text(encoding="utf-8"))["notice"]
    assert set(NOTICES) <= set(sentences)
    for check, shown in NOTICES.values():
        name = next(name for name, one in CHECKS.items() if one is check)
        assert shown <= set(Words.load("zh").sentences[name])


PRINTERS = """#!/bin/sh
case "$1" in -e) printf 'roll\\n' ;; -p) printf 'printer roll {state}.  enabled since today\\n' ;; esac
"""


@pytest.mark.parametrize(("said", "state"), [("is idle", "well"), ("disabled since today -", "stopped")])
def test_a_printer_that_stopped(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str, state: str
) -> None:
    write(tmp_path / "bin" / "lpstat", PRINTERS.format(state=said))
    (tmp_path / "bin" / "lpstat").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:{os.environ['PATH']}")
    seen, line = found("printer", settings)
    assert seen == state and "roll" in line.says


def test_no_printer_no_sound_card_no_fonts_no_browser(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine, "_SOUND_CARDS", tmp_path / "nothing")
    monkeypatch.setenv("PATH", str(tmp_path))
    states = {check: found(check, settings)[0] for check in ("printer", "sound_card", "fonts", "browser")}
    assert states == {"printer": "no_system", "sound_card": "none", "fonts": "not_listed", "browser": "none"}
