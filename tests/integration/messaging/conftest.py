"""A Telegram of its own, and the store of a station."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from actions.store.unit_of_work import SqlUnitsOfWork
from tests.fakes.house import House
from tests.fakes.telegram_server import Telegram, open_telegram
from tests.integration.messaging.chatting import Echo, units_in


@pytest.fixture
def telegram() -> Telegram:
    return Telegram()


@pytest.fixture
def house(telegram: Telegram) -> Iterator[House]:
    with open_telegram(telegram) as house:
        yield house


@pytest.fixture
def units(tmp_path: Path) -> SqlUnitsOfWork:
    return units_in(tmp_path)


@pytest.fixture
def echo() -> Echo:
    return Echo()
