"""Whatever dies in the middle of a form: the elder is asked the very next question, and one case comes of it."""

from __future__ import annotations

import asyncio
import json
import os
import signal
from collections.abc import Callable, Sequence
from typing import Any

import pytest
import websockets
from cryptography.fernet import Fernet

from actions.cases.model import CaseState
from actions.outbox import ParcelState
from actions.store.engine import make_engine
from actions.store.unit_of_work import SqlUnitsOfWork
from tests.e2e.station.running import NAMES, PATIENCE, Station, until

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
        """The next frame of that kind with those values."""
        while True:
            raw = await asyncio.wait_for(self._socket.recv(), PATIENCE)
            frame: dict[str, Any] = json.loads(raw) if isinstance(raw, str) else {"type": "sound"}
            if frame["type"] == kind and all(frame.get(name) == value for name, value in fields.items()):
                return frame

    async def close(self) -> None:
        await self._socket.close()


def kill(station: Station, names: Sequence[str]) -> None:
    """Kills processes of the station, and waits until the next ones are ready."""
    killed = {name: station.pid(name) for name in names}
    for pid in killed.values():
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
    for name, pid in killed.items():
        until(lambda name=name, pid=pid: station.pid(name) not in (None, pid), f"{name} to be back")  # type: ignore[misc]


async def fill_in(station: Station, dying: Callable[[int], Sequence[str]]) -> None:
    """The form from beginning to end; after every answer processes die, the kiosk with its page's line."""
    page = Page(station)
    await page.open()
    for number, (words, asked) in enumerate(STEPS):
        await page.say(words)
        await page.frame("reply")
        if asked is None:
            break
        await page.frame("state", asking=asked)
        names = dying(number)
        await asyncio.to_thread(kill, station, names)
        if "kiosk" in names:
            session = page.session
            await page.open()
            assert page.session == session
            assert (await page.frame("reply"))["sentences"]
            await page.frame("state", asking=asked)
    await page.close()


DEATHS: dict[str, Callable[[int], Sequence[str]]] = {
    "one after the other": lambda number: [NAMES[number % len(NAMES)]],
    "all at once": lambda number: NAMES,
}


@pytest.mark.parametrize("dying", DEATHS.values(), ids=DEATHS)
def test_a_form_survives_deaths_at_every_step(station: Station, dying: Callable[[int], Sequence[str]]) -> None:
    before = filed(station)
    asyncio.run(fill_in(station, dying))
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
        return len(work.outbox.in_state(ParcelState.SENT))
