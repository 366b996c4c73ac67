"""What fails is told in three places: `linban doctor`, the staff's page and the kiosk. They tell the same."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

import pytest

from actions.outbox import ParcelState
from assistant.doctor import examine
from assistant.health import machine
from assistant.health.report import health_report
from assistant.settings import Settings
from assistant.station_troubles import NOTICES, troubles_of
from channels.desk.desk import Desk
from kiosk.settings import WEB
from tests.e2e.station.running import free_ports
from tests.integration.desk.test_health import page
from tests.integration.station.test_health import WELL, answering, put_off

pytestmark = pytest.mark.integration

SENTENCES = json.loads((WEB / "sentences.zh.json").read_text(encoding="utf-8"))["notice"]
STILL_WORKS = ("一样能", "照常", "屏幕上", "叫人")

FAILURES = {
    "microphone": ("page", "mic_missing"),
    "loudspeaker": ("page", "no_loudspeaker"),
    "listens": ("page", "no_ears"),
    "speaks": ("page", "no_mouth"),
    "dialogue": ("processes", "dialogue_away"),
    "disk": ("disk", "disk_full"),
    "department": ("deliveries", "department_away"),
}
"""What fails, the check that finds it, and the kiosk's sentence. The first two the page finds by itself, in
`tests/e2e/screen/test_use.py`; ears and voice it is greeted without."""


@contextmanager
def failing(what: str, settings: Settings, patch: pytest.MonkeyPatch) -> Iterator[None]:
    """A running station in which one thing does not work."""
    if what == "disk":
        patch.setattr(machine, "LEAST_FREE_MB", machine.free_mb(settings.home) + 1_000)
    if what == "department":
        put_off(settings, ParcelState.WAITING)
    ports, senses = settings.ports, {what: False} if what in WELL else {}
    dialogue = nullcontext() if what == "dialogue" else answering(ports.dialogue, {})
    with answering(ports.station, {**WELL, **senses}), answering(ports.actions, {}), dialogue:
        yield


@pytest.fixture
def station(settings: Settings) -> Settings:
    return Settings.from_environment({"LINBAN_HOME": str(settings.home), "LINBAN_PORT": str(free_ports())})


@pytest.mark.parametrize("what", FAILURES)
async def test_doctor_staff_and_kiosk_tell_of_the_same_failure_and_what_to_do(
    what: str, desk: Desk, station: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    check, notice = FAILURES[what]
    with failing(what, station, monkeypatch):
        staff, doctored = await asyncio.to_thread(lambda: (health_report(station), examine(station)))
        kiosk = await troubles_of(station)()
    assert [(one.check, one.severity) for one in doctored] == [(one.check, one.severity) for one in staff]
    shown = await page(desk, *staff)
    for lines in (staff, doctored):
        found = next(one for one in lines if one.check == check)
        assert not found.is_well and found.says and found.do
    found = next(one for one in staff if one.check == check)
    assert found.says in shown and found.do in shown
    assert kiosk == ({notice} if notice in NOTICES else set())
    assert any(word in SENTENCES[notice] for word in STILL_WORKS)
