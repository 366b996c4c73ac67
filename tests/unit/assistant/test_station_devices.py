"""What the board knows of the devices: noted when they change, and now and then between."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from actions.events.model import Event
from actions.figures.devices import HOLDS
from assistant.health.model import Finding, Severity
from assistant.settings import Settings
from assistant.station_devices import LOOKS_EVERY, NOTES_EVERY, DeviceLog, Station
from tests.unit.actions.fakes import MemoryStore, StoppedClock

pytestmark = pytest.mark.unit

WELL = {"hearing": True, "speaking": True}


def noted(store: MemoryStore, clock: StoppedClock) -> list[Event]:
    with store() as work:
        return list(work.events.between(clock.now() - timedelta(days=1), clock.now() + timedelta(days=1)))


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock()


def test_all_are_noted_at_first_and_then_only_what_has_changed(store: MemoryStore, clock: StoppedClock) -> None:
    book = DeviceLog(store, clock, "station-1")
    assert [book.look(WELL), book.look(WELL), book.look(WELL | {"hearing": False})] == [2, 0, 1]
    told = [(event.detail, event.amount) for event in noted(store, clock)]
    assert told == [("hearing", 1), ("speaking", 1), ("hearing", 0)]


def test_a_device_that_works_on_is_noted_before_its_note_holds_no_longer(
    store: MemoryStore, clock: StoppedClock
) -> None:
    book = DeviceLog(store, clock, "station-1")
    made = [book.look(WELL) for _ in range(NOTES_EVERY + 1)]
    assert (made[0], sum(made[1:-1]), made[-1]) == (2, 0, 2)
    assert timedelta(seconds=LOOKS_EVERY * NOTES_EVERY) < HOLDS


def test_what_could_not_be_written_is_written_when_the_store_is_back(
    store: MemoryStore, clock: StoppedClock, caplog: pytest.LogCaptureFixture
) -> None:
    book = DeviceLog(store, clock, "station-1")
    store.broken = True
    assert book.look(WELL) == 0
    assert "were not noted" in caplog.text
    store.broken = False
    assert book.look(WELL) == 2


@dataclass
class Place:
    """In front of the kiosk."""

    is_taken: bool = True
    listens: bool = True
    has_microphone: bool = True
    has_loudspeaker: bool = True


@dataclass
class Voice:
    """What the kiosk speaks with."""

    works: bool = True

    async def is_well(self) -> bool:
        return self.works


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> dict[str, Finding]:
    """A machine whose printer and disk are as a test says; the cores answer."""
    found = {"printer": Finding(), "disk": Finding()}

    async def answers(url: str) -> bool:
        return url.endswith(":8601/health")

    monkeypatch.setattr("assistant.station_devices.answers", answers)
    for name in found:
        monkeypatch.setattr(f"assistant.health.machine.{name}", lambda settings, name=name: found[name])
    return found


async def test_the_devices_are_looked_at_anew_each_time(machine: dict[str, Finding]) -> None:
    place, voice = Place(), Voice()
    devices = Station(Settings.from_environment({}), place, voice=voice)
    well = {name: True for name in ("screen", "hearing", "speaking", "dialogue", "disk", "printer")}
    assert await devices() == {**well, "actions": False}
    place.has_microphone, voice.works = False, False
    machine["printer"], machine["disk"] = Finding("stopped", Severity.LESS), Finding("full", Severity.BROKEN)
    wrong = dict.fromkeys(("hearing", "speaking", "printer", "disk"), False)
    assert await devices() == {**well, "actions": False, **wrong}


async def test_what_is_not_there_is_none_of_the_devices(machine: dict[str, Finding]) -> None:
    machine["printer"] = Finding("no_system", Severity.LESS)
    devices = Station(Settings.from_environment({}), Place(is_taken=False), voice=None)
    assert (await devices()).keys() == {"screen", "speaking", "dialogue", "actions", "disk"}
    deaf = replace(devices, screen=Place(listens=False))
    assert (await deaf())["hearing"] is False


async def test_a_voice_that_nobody_can_hear_does_not_work(machine: dict[str, Finding]) -> None:
    devices = Station(Settings.from_environment({}), Place(has_loudspeaker=False), voice=Voice())
    assert (await devices())["speaking"] is False
