"""The disk lets nothing be written any more, and what runs on it dies: there is a sentence, and later one case."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.e2e.station.running import LINBAN, NAMES, WITHOUT_PRIVILEGE, Station, environment, running, until
from tests.e2e.station.test_chaos import LONGEST_SILENCE, sentence_after
from tests.e2e.station.test_power_cut import STEPS, Page, answer, assert_one_more

pytestmark = pytest.mark.e2e


@contextmanager
def read_only(home: Path) -> Iterator[None]:
    """Nothing below can be opened for writing, and no file be made."""
    before = {path: path.stat().st_mode for path in (home, *home.rglob("*")) if not path.is_symlink()}
    for path, mode in before.items():
        path.chmod(mode & ~0o222)
    yield
    for path, mode in before.items():
        if path.exists():
            path.chmod(mode)


def kill(station: Station, *names: str) -> None:
    for name in names:
        pid = station.pid(name)
        assert pid is not None
        os.kill(pid, signal.SIGKILL)


def test_a_form_sent_on_a_disk_gone_read_only_is_filed_once_when_it_is_well(tmp_path: Path) -> None:
    async def send(station: Station) -> None:
        page = Page(station)
        await page.open()
        *answers, (words, _) = STEPS
        for said, asked in answers:
            await answer(page, said, asked)
        with read_only(station.home):
            kill(station, "dialogue", "actions")
            assert await sentence_after(page, words) < 2 * LONGEST_SILENCE
            await page.say("我胸口疼得厉害喘不上气")
            assert "120" in str((await page.frame("reply"))["sentences"])
        await asyncio.to_thread(until, lambda: all(map(station.is_up, NAMES)), "all to be back")
        await answer(page, words, None)
        await page.close()

    with running(tmp_path / "home", WITHOUT_PRIVILEGE) as station:
        asyncio.run(send(station))
        assert_one_more({}, station)


def test_a_station_that_may_write_nowhere_says_so(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    command = [*WITHOUT_PRIVILEGE, str(LINBAN), "up", "--no-browser"]
    with read_only(home):
        ended = subprocess.run(command, env=environment(home), capture_output=True, text=True, timeout=60)
    assert ended.returncode != 0 and str(home) in ended.stderr
    assert "Traceback" not in ended.stderr
