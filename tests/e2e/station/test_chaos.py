"""What breaks underneath while an elder speaks: there is a sentence in time, and what was filed is there once."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager

import psutil
import pytest

from tests.e2e.station.running import Station
from tests.e2e.station.test_power_cut import STEPS, Page, answer, assert_one_more, filed

pytestmark = pytest.mark.e2e

LONGEST_SILENCE = 5.0
"""The promise of the whole assistant, in seconds: no turn is without a sentence for longer. Enforced by its own time
limits, however slow the machine; the test allows the machine as much again to deliver it."""

Fault = Sequence[str]


@contextmanager
def locked(station: Station) -> Iterator[None]:
    """Somebody else holds the database and does not let go."""
    with closing(sqlite3.connect(station.home / "linban.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def full(station: Station) -> Iterator[None]:
    """No file may grow any more, as on a full disk; afterwards there is room again."""
    processes = [psutil.Process(pid) for name in ("dialogue", "actions") if (pid := station.pid(name))]
    before = [process.rlimit(psutil.RLIMIT_FSIZE) for process in processes]
    for process, (_, hard) in zip(processes, before, strict=True):
        process.rlimit(psutil.RLIMIT_FSIZE, (1, hard))
    yield
    for process, limits in zip(processes, before, strict=True):
        process.rlimit(psutil.RLIMIT_FSIZE, limits)


async def sentence_after(page: Page, words: str) -> float:
    """Seconds until something was said."""
    began = time.monotonic()
    await page.say(words)
    said = await page.frame("reply")
    assert said["sentences"]
    return time.monotonic() - began


FAULTS = pytest.mark.parametrize("fault", [locked, full], ids=["database locked", "disk full"])


@FAULTS
def test_a_question_is_answered_while_nothing_can_be_written(station: Station, fault: object) -> None:
    async def ask() -> float:
        page = Page(station)
        await page.open()
        with fault(station):  # type: ignore[operator]
            waited = await sentence_after(page, "养老金认证要带什么")
        await page.close()
        return waited

    assert asyncio.run(ask()) < 2 * LONGEST_SILENCE


@FAULTS
def test_an_emergency_is_met_while_nothing_can_be_written(station: Station, fault: object) -> None:
    async def ask() -> str:
        page = Page(station)
        await page.open()
        with fault(station):  # type: ignore[operator]
            await page.say("我胸口疼得厉害喘不上气")
            said = await page.frame("reply")
        await page.close()
        return "".join(str(sentence) for sentence in said["sentences"])

    assert "120" in asyncio.run(ask())


@FAULTS
def test_a_form_sent_while_nothing_can_be_written_is_filed_once_when_it_can(station: Station, fault: object) -> None:
    before = filed(station)

    async def send() -> None:
        page = Page(station)
        await page.open()
        *answers, (words, _) = STEPS
        for said, asked in answers:
            await answer(page, said, asked)
        with fault(station):  # type: ignore[operator]
            await sentence_after(page, words)
        await answer(page, words, None)
        await page.close()

    asyncio.run(send())
    assert_one_more(before, station)
