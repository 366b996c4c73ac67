"""Whatever dies in the middle of a form: the elder is asked the very next question, and one case comes of it."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import psutil
import pytest
import websockets
from cryptography.fernet import Fernet

from actions.cases.model import CaseState
from actions.outbox import ParcelState
from actions.store.engine import make_engine
from actions.store.unit_of_work import SqlUnitsOfWork
from tests.e2e.station.running import NAMES, PATIENCE, Station, running, until

pytestmark = pytest.mark.e2e

#: What is said, and what is asked next.
STEPS = (
    ('/svc.elder_allowance{"aspect":"apply"}', "consent"),
    ("可以", "name"),
    ("我叫赵玉梅", "id_number"),
    ("一一零一零五 一九四九一二三一 零零二叉", "confirm.id_number"),
    ("对", "phone"),
    ("幺三八零零幺三八零零零", "address"),
    ("阳光小区三栋二单元四零二", "review"),
    ("交吧", None),
)


class Page:
    """The kiosk's page, as far as a test needs one."""

    def __init__(self, station: Station) -> None:
        self._url = station.url
        self._socket: Any = None
        self.session: str | None = None

    def at(self, station: Station) -> Page:
        """The same page, the station started anew."""
        page = Page(station)
        page.session = self.session
        return page

    async def open(self) -> None:
        """Connects, coming back to the visit there was; tries again as a page does."""
        address = self._url.replace("http", "ws") + "kiosk/ws"
        origin = self._url.rstrip("/")
        for _ in range(int(PATIENCE)):
            try:
                self._socket = await websockets.connect(address, origin=origin, max_size=None)
                break
            except OSError:
                await asyncio.sleep(1)
        hello = {"type": "hello", **({"session": self.session, "visiting": True} if self.session else {})}
        await self._socket.send(json.dumps(hello))
        self.session = (await self.frame("welcome"))["session"]

    async def say(self, text: str) -> None:
        """A typed sentence."""
        await self._socket.send(json.dumps({"type": "text", "text": text}))

    async def frame(self, kind: str, **fields: Any) -> dict[str, Any]:
        """The next frame of that kind with those values; AssertionError with what came when there is none for long."""
        came: list[dict[str, Any]] = []
        try:
            return await asyncio.wait_for(self._next(kind, fields, came), PATIENCE)
        except asyncio.TimeoutError:
            raise AssertionError(f"waited in vain for {kind} {fields}; there came {came}") from None

    async def _next(self, kind: str, fields: Mapping[str, Any], came: list[dict[str, Any]]) -> dict[str, Any]:
        async for raw in self._socket:
            frame: dict[str, Any] = json.loads(raw) if isinstance(raw, str) else {"type": "sound"}
            if frame["type"] == kind and all(frame.get(name) == value for name, value in fields.items()):
                return frame
            if frame["type"] in ("reply", "state"):
                came.append(frame)
        raise AssertionError(f"the line broke before {kind} {fields}; there came {came}")

    async def close(self) -> None:
        await self._socket.close()


def kill(station: Station, name: str) -> None:
    """Kills a process of the station, and waits until the next one is ready."""
    killed = station.pid(name)
    assert killed is not None
    os.kill(killed, signal.SIGKILL)
    until(lambda: station.pid(name) not in (None, killed), f"{name} to be back")


async def answer(page: Page, words: str, asked: str | None) -> None:
    """One answer; the next question must be that one."""
    await page.say(words)
    await page.frame("reply")
    if asked is not None:
        await page.frame("state", asking=asked)


async def come_back(page: Page, asked: str | None) -> None:
    """The page finds its line broken: the visit is the same, and the open question is asked again."""
    session = page.session
    await page.open()
    assert page.session == session
    assert (await page.frame("reply"))["sentences"]
    await page.frame("state", asking=asked)


async def fill_in_while_processes_die(station: Station) -> None:
    """The form from beginning to end; after every answer every process dies, each by itself."""
    page = Page(station)
    await page.open()
    for words, asked in STEPS:
        await answer(page, words, asked)
        if asked is not None:
            await asyncio.gather(*(asyncio.to_thread(kill, station, name) for name in NAMES))
            await come_back(page, asked)
    await page.close()


def test_a_form_survives_the_death_of_every_process_after_every_answer(station: Station) -> None:
    before = filed(station)
    asyncio.run(fill_in_while_processes_die(station))
    assert_one_more(before, station)


def test_a_form_survives_a_power_cut_before_and_after_it_is_sent(tmp_path: Path) -> None:
    home = tmp_path / "home"
    *answers, (send, _) = STEPS
    with running(home) as station:
        page = Page(station)
        asyncio.run(begin(page, answers))
        cut_power(station)
    with running(home) as station:
        page = page.at(station)
        asyncio.run(send_again(page, send))
        cut_power(station)
    with running(home) as station:
        assert_one_more({}, station)


async def begin(page: Page, answers: Sequence[tuple[str, str | None]]) -> None:
    """Everything but the sending."""
    await page.open()
    for words, asked in answers:
        await answer(page, words, asked)


async def send_again(page: Page, words: str) -> None:
    """The page is back after the cut, and the form is sent."""
    await come_back(page, "review")
    await answer(page, words, None)


def cut_power(station: Station) -> None:
    """Everything of the station is gone at once."""
    for process in [*station.children(), psutil.Process(station.process.pid)]:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()
    station.process.wait(30)


def assert_one_more(before: Mapping[str, list[str]], station: Station) -> None:
    """One case more than before, with all that was told in it, and delivered."""
    until(lambda: len(filed(station)) == len(before) + 1, "the case to be there")
    until(lambda: delivered(station) == len(before) + 1, "the case to be delivered")
    (case,) = set(filed(station)) - set(before)
    assert filed(station)[case] == ["赵玉梅", "11010519491231002X", "13800138000", "阳光小区三栋二单元四零二"]


def units(station: Station) -> SqlUnitsOfWork:
    cipher = Fernet((station.home / "keys" / "cases.key").read_bytes())
    return SqlUnitsOfWork(make_engine(f"sqlite:///{station.home / 'linban.db'}"), cipher)


def filed(station: Station) -> dict[str, list[str]]:
    """What was told in each case."""
    if not (station.home / "keys" / "cases.key").exists():
        return {}
    with units(station)() as work:
        return {case.number: [told.value for told in case.details.answers] for case in work.cases.in_states(*CaseState)}


def delivered(station: Station) -> int:
    """How many parcels have arrived; none may be anywhere else for good."""
    with units(station)() as work:
        assert not work.outbox.in_state(ParcelState.DEAD)
        return sum(len(work.outbox.in_state(state)) for state in (ParcelState.SENT, ParcelState.DONE))
