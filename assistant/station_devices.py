"""Notes now and then which devices of the station work: the board tells how much of the time they did."""

from __future__ import annotations

import asyncio
import logging
import platform
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Protocol

import httpx

from actions.bootstrap import WallClock
from actions.events.model import Event, Kind
from actions.ports import Clock, StorageError, UnitsOfWork
from actions.store.engine import make_engine
from actions.store.unit_of_work import SqlUnitsOfWork
from assistant.health import machine
from assistant.health.model import WELL, Severity
from assistant.health.report import look_at
from assistant.keys import fernet
from assistant.settings import Settings

log = logging.getLogger(__name__)

_HOST = "127.0.0.1"

LOOKS_EVERY = 60.0
"""Seconds between two looks."""

NOTES_EVERY = 10
"""Looks between two notes of a device that has not changed; together less than a note holds on the board."""

Devices = Callable[[], Awaitable[Mapping[str, bool]]]


@dataclass
class DeviceLog:
    """Writes a note where a device has changed, and now and then of all. A store that is away costs only the note."""

    units: UnitsOfWork
    clock: Clock
    station: str
    _last: Mapping[str, bool] | None = None
    _looks: int = 0

    def look(self, devices: Mapping[str, bool]) -> int:
        """How many notes were made."""
        is_due = self._last is None or self._looks % NOTES_EVERY == 0
        self._looks += 1
        changed = {name: works for name, works in devices.items() if is_due or (self._last or {}).get(name) != works}
        if not changed:
            return 0
        now = self.clock.now()
        notes = [
            Event(now, Kind.DEVICE, station=self.station, detail=name, amount=int(works))
            for name, works in changed.items()
        ]
        try:
            with self.units() as work:
                work.events.add(*notes)
                work.commit()
        except StorageError as error:
            log.warning("the devices were not noted: %s", type(error.__cause__ or error).__name__)
            return 0
        self._last = dict(devices)
        return len(notes)


async def watch(devices: Devices, units: UnitsOfWork, clock: Clock, every: float = LOOKS_EVERY) -> None:
    """Looks at the devices until it is cancelled."""
    book = DeviceLog(units, clock, platform.node())
    while True:
        await asyncio.to_thread(book.look, await devices())
        await asyncio.sleep(every)


class Screen(Protocol):
    """The place in front of the kiosk."""

    @property
    def is_taken(self) -> bool: ...

    @property
    def listens(self) -> bool: ...

    @property
    def has_microphone(self) -> bool: ...

    @property
    def has_loudspeaker(self) -> bool: ...


class Voice(Protocol):
    """What the kiosk speaks with."""

    async def is_well(self) -> bool: ...


@dataclass(frozen=True)
class Station:
    """The devices of one station, looked at anew each time. `voice`: None where the kiosk cannot speak."""

    settings: Settings
    screen: Screen
    voice: Voice | None

    async def __call__(self) -> Mapping[str, bool]:
        """A printer that was never set up is none of the devices, and of a page that is not there no microphone."""
        ports, printing = self.settings.ports, await asyncio.to_thread(look_at, machine.printer, self.settings)
        room = await asyncio.to_thread(look_at, machine.disk, self.settings)
        found = {
            "screen": self.screen.is_taken,
            "speaking": self.voice is not None and await self.voice.is_well(),
            "dialogue": await answers(f"http://{_HOST}:{ports.dialogue}/health"),
            "actions": await answers(f"http://{_HOST}:{ports.actions}/health"),
            "disk": room.severity is not Severity.BROKEN,
        }
        if self.screen.is_taken:
            found["hearing"] = self.screen.listens and self.screen.has_microphone
            found["speaking"] = found["speaking"] and self.screen.has_loudspeaker
        if printing.state in (WELL, "stopped"):
            found["printer"] = printing.state == WELL
        return found


@asynccontextmanager
async def watching(settings: Settings, devices: Devices) -> AsyncIterator[None]:
    """Watches this station's devices meanwhile. Raises OSError, ValueError when its key cannot be read."""
    units = SqlUnitsOfWork(make_engine(settings.database_url), fernet(settings.keys / "cases.key"))
    task = asyncio.create_task(watch(devices, units, WallClock()))
    try:
        yield
    finally:
        task.cancel()


async def answers(url: str) -> bool:
    """Whether a process of the station says that it is well."""
    try:
        async with httpx.AsyncClient(timeout=3.0, trust_env=False) as client:
            return (await client.get(url)).status_code == httpx.codes.OK
    except httpx.HTTPError:
        return False
