"""One worker seen from outside: started, asked once, and gone."""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from kiosk.speech.voice_errors import NoVoiceError, VoiceError

COMMAND = (sys.executable, "-m", "kiosk.speech.worker")


@dataclass(frozen=True)
class Spelling:
    """One phrase, for a voice that reads pinyin with tone digits and for any other."""

    hanzi: str
    pinyin: str


class WorkerProcess:
    """Speaks one sentence; the messages are those of `kiosk.speech.worker`. voice: the machine's name of it."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self.voice = ""

    @classmethod
    async def start(cls, command: Sequence[str] = COMMAND, patience: float = 10.0) -> WorkerProcess:
        """One that is ready to speak, within `patience` seconds.

        Raises NoVoiceError where it finds no voice, VoiceError where it does not start.
        """
        spawning = asyncio.ensure_future(
            asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL)
        )
        try:
            worker = cls(await asyncio.shield(spawning))
        except OSError as error:
            raise VoiceError("The voice cannot be started.") from error
        except asyncio.CancelledError:
            await cls(await spawning).end()
            raise
        try:
            await asyncio.wait_for(worker._greet(), patience)
        except BaseException as error:
            await worker.end()
            if isinstance(error, asyncio.TimeoutError):
                raise VoiceError("The voice takes too long to start.") from error
            raise
        return worker

    async def _greet(self) -> None:
        hello = await self._told()
        if hello.get("voice") is None:
            raise NoVoiceError
        self.voice = str(hello["voice"])

    @property
    def is_alive(self) -> bool:
        """As far as anybody has noticed."""
        return self._process.returncode is None

    @property
    def pid(self) -> int:
        return self._process.pid

    async def speak(self, phrases: Sequence[Spelling], rate: int) -> list[bytes]:
        """A sound file's contents for every phrase. Raises VoiceError when the process dies over it."""
        request = {"rate": rate, "phrases": [asdict(phrase) for phrase in phrases]}
        if self._input.is_closing():
            raise VoiceError("The voice was gone.")
        try:
            self._input.write(json.dumps(request).encode() + b"\n")
            await self._input.drain()
            return [await self._sound() for _ in phrases]
        except ConnectionError as error:
            raise VoiceError("The voice was gone.") from error

    async def end(self) -> None:
        """Kill it, whatever it is doing, and see it and its pipes gone."""
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()
        self._input.close()
        await self._process.communicate()

    async def _sound(self) -> bytes:
        told = await self._told()
        return await self._read(told["bytes"])

    async def _told(self) -> dict[str, Any]:
        line = await self._output.readline()
        if not line.endswith(b"\n"):
            raise VoiceError("The voice stopped in the middle.")
        told: dict[str, Any] = json.loads(line)
        return told

    async def _read(self, count: int) -> bytes:
        try:
            return await self._output.readexactly(count)
        except asyncio.IncompleteReadError as error:
            raise VoiceError("The voice stopped in the middle.") from error

    @property
    def _input(self) -> asyncio.StreamWriter:
        assert self._process.stdin is not None
        return self._process.stdin

    @property
    def _output(self) -> asyncio.StreamReader:
        assert self._process.stdout is not None
        return self._process.stdout
