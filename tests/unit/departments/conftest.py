"""A store in memory, a stopped clock, and a courier to a receiver that a test looks at."""

from __future__ import annotations

import pytest

from actions.departments.courier import Courier
from tests.unit.actions.fakes import MemoryStore, StoppedClock
from tests.unit.departments.standins import OFFICE, Receiver


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock()


@pytest.fixture
def receiver() -> Receiver:
    return Receiver()


@pytest.fixture
def courier(receiver: Receiver, store: MemoryStore, clock: StoppedClock) -> Courier:
    return Courier(receiver, store, clock, only=OFFICE, jitter=lambda: 0.0)
