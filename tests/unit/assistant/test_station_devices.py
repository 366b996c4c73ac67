"""What the board knows of the devices: noted when they change, and now and then between."""

from __future__ import annotations

from datetime import timedelta

import pytest

from actions.events.model import Event
from actions.figures.devices import HOLDS
from assistant.station_devices import LOOKS_EVERY, NOTES_EVERY, DeviceLog
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
