"""Somebody sets the machine's clock while an elder fills in a form: it goes on, and one case comes of it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.station.running import Station, running
from tests.e2e.station.test_power_cut import STEPS, Page, answer, assert_one_more, filed

pytestmark = pytest.mark.e2e

SEEN_WITHIN = 1.5
"""Seconds until every process goes by the clock as it was set."""


@pytest.fixture(scope="module")
def clock(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is written here, the clock is ahead of the true time."""
    path = tmp_path_factory.mktemp("clock") / "ahead"
    path.write_text("+0")
    return path


@pytest.fixture(scope="module")
def station(tmp_path_factory: pytest.TempPathFactory, clock: Path) -> Iterator[Station]:
    (library,) = Path("/usr/lib").glob("*/faketime/libfaketime.so.1")
    settable = {
        "LD_PRELOAD": str(library),
        "FAKETIME_TIMESTAMP_FILE": str(clock),
        "FAKETIME_CACHE_DURATION": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }
    with running(tmp_path_factory.mktemp("station"), **settable) as station:
        yield station


@pytest.mark.parametrize("ahead", ["+5h", "+3d", "-2d"])
def test_a_form_goes_on_while_the_clock_is_set(station: Station, clock: Path, ahead: str) -> None:
    before = filed(station)

    async def fill_in() -> None:
        page = Page(station)
        await page.open()
        for number, (words, asked) in enumerate(STEPS):
            if number == len(STEPS) // 2:
                clock.write_text(ahead)
                await asyncio.sleep(SEEN_WITHIN)
            await answer(page, words, asked)
        await page.close()

    asyncio.run(fill_in())
    assert_one_more(before, station)
