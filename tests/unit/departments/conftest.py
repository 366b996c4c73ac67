"""A store in memory and a stopped clock."""

from __future__ import annotations

import pytest

from tests.unit.actions.fakes import MemoryStore, StoppedClock


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock()
