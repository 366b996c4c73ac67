"""Somebody sets the machine's clock while an elder fills in a form: it goes on, and one case comes of it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from pathlib import Path

import httpx
import pytest

from tests.e2e.station.running import PATIENCE, Station, running, until
from tests.e2e.station.test_power_cut import STEPS, Page, answer, assert_one_more, filed

pytestmark = pytest.mark.e2e

LOOKED_AT = 1
"""Seconds that a process goes on with a clock it has looked at; asked for each time, it would slow the station."""

AN_HOUR = timedelta(hours=1)


@pytest.fixture(scope="module")
def clock(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is written here, the clock is ahead of the true time."""
    path = tmp_path_factory.mktemp("clock") / "ahead"
    path.write_text("+0")
    return path


@pytest.fixture(scope="module")
def station(tmp_path_factory: pytest.TempPathFactory, clock: Path) -> Iterator[Station]:
    (library,) = Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1")
    settable = {
        "LD_PRELOAD": str(library),
        "FAKETIME_TIMESTAMP_FILE": str(clock),
        "FAKETIME_CACHE_DURATION": str(LOOKED_AT),
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }
    with running(tmp_path_factory.mktemp("station"), **settable) as station:
        yield station


def ahead(station: Station) -> timedelta:
    """How far the clock of the kiosk's process is from the true one."""
    told = httpx.get(station.url, timeout=PATIENCE, trust_env=False).headers["date"]
    return parsedate_to_datetime(told) - datetime.now(timezone.utc)


def set_clock(station: Station, clock: Path, by: timedelta) -> None:
    """All processes have it when this returns."""
    clock.write_text(f"{by.total_seconds():+.0f}")
    until(lambda: abs(ahead(station) - by) < AN_HOUR, "the clock to be set")
    time.sleep(LOOKED_AT)


@pytest.mark.parametrize("by", [timedelta(hours=5), timedelta(days=3), timedelta(days=-2)], ids=str)
def test_a_form_goes_on_while_the_clock_is_set(station: Station, clock: Path, by: timedelta) -> None:
    before = filed(station)

    async def fill_in() -> None:
        page = Page(station)
        await page.open()
        for number, (words, asked) in enumerate(STEPS):
            if number == len(STEPS) // 2:
                await asyncio.to_thread(set_clock, station, clock, by)
            await answer(page, words, asked)
        await page.close()

    asyncio.run(fill_in())
    assert_one_more(before, station)
