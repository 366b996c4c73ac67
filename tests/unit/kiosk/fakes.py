"""Stand-ins for the kiosk's neighbours: a scripted dialogue, a mouth that hums, scripted ears."""

from __future__ import annotations

import asyncio
import io
import math
import wave
from array import array
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from channels.wire import Reply, TurnEnd
from kiosk.ports import Heard


@dataclass(frozen=True)
class Clip:
    wav: bytes
    seconds: float


class FakeDialogue:
    """Answers from `answers` by text; anything else is repeated back. Keeps what it was asked."""

    def __init__(self, answers: Mapping[str, Sequence[Any]] | None = None, delay: float = 0.0) -> None:
        self.answers = dict(answers or {})
        self.delay = delay
        self.asked: list[tuple[str, str]] = []
        self.forgotten: list[str] = []

    async def forget(self, session: str) -> None:
        self.forgotten.append(session)

    async def turn(
        self, session: str, text: str, *, channel: str, metadata: Mapping[str, Any] | None = None
    ) -> AsyncIterator[Any]:
        self.asked.append((session, text))
        await asyncio.sleep(self.delay)
        for item in self.answers.get(text, [Reply(f"您问的是{text}。"), TurnEnd()]):
            if isinstance(item, Exception):
                raise item
            yield item


class FakeMouth:
    """Hums for `seconds` at any sentence; `broken` makes it fail, `slow` makes it wait."""

    def __init__(self, seconds: float = 0.2, rate: int = 22_050) -> None:
        self.seconds = seconds
        self.rate = rate
        self.broken = False
        self.slow = 0.0
        self.said: list[tuple[str, int, float]] = []
        self.forgot = 0

    def forget(self) -> None:
        self.forgot += 1

    async def speak(self, sentence: str, rate: int = 180, volume_db: float = 0.0) -> Clip:
        await asyncio.sleep(self.slow)
        if self.broken:
            raise RuntimeError("no voice")
        self.said.append((sentence, rate, volume_db))
        return Clip(hum(self.seconds, self.rate), self.seconds)


class FakeEar:
    """Hears `script` (frame number -> what it reports) and keeps what it was fed."""

    def __init__(self, script: Mapping[int, Sequence[Heard]] | None = None, at_finish: Sequence[Heard] = ()) -> None:
        self.script = dict(script or {})
        self.at_finish = at_finish
        self.frames: list[bytes] = []
        self.patience: float | None = None
        self.yes_no = False

    def be_patient(self, seconds: float) -> None:
        self.patience = seconds

    def expect_yes_no(self, expected: bool) -> None:
        self.yes_no = expected

    def feed(self, pcm: bytes) -> Sequence[Heard]:
        self.frames.append(pcm)
        return self.script.get(len(self.frames), ())

    def finish(self) -> Sequence[Heard]:
        return self.at_finish


def hum(seconds: float, rate: int = 22_050, pitch: float = 440.0) -> bytes:
    """A WAV of a soft sine."""
    samples = (round(6000 * math.sin(2 * math.pi * pitch * n / rate)) for n in range(round(seconds * rate)))
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(array("h", samples).tobytes())
    return out.getvalue()
