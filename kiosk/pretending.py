"""People who only pretend: each plays a part in front of a kiosk of practice, so that a volunteer can learn alone.

Whoever plays sits where a page would: reads what the station sends, and answers a moment later.
"""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from kiosk.company_events import ConsentTold
from kiosk.events import EndPressed, Event, PersonPressed, Typed
from kiosk.neighbours import Neighbours
from kiosk.seat import Seat

_FILE = Path(__file__).parent / "pretending.zh.yml"
_CONFIRMS = "confirm."
_TRIES = 2
"""How often somebody says that they do not know before they call a person."""


@dataclass(frozen=True)
class Part:
    """A part to be played. says: one line after the other, as long as nothing is asked. answers: by what is asked.

    about: what there is to practise. hands: what the person has with them. unknown: questions they have no answer to;
    they say `unsure` then, and call a person. otherwise: the answer to any other question. led: to a volunteer who
    takes over.
    """

    id: str
    title: str
    about: str
    hands: tuple[str, ...]
    says: tuple[str, ...]
    answers: Mapping[str, str]
    unknown: frozenset[str] = frozenset()
    otherwise: str = ""
    unsure: str = ""
    led: str = ""


@dataclass
class Played:
    """How far a part is: lines said, how often each question was not known, whether a volunteer leads and was told."""

    lines: int = 0
    unknown: Counter[str] = field(default_factory=Counter)
    told_leader: bool = False


@cache
def parts() -> tuple[Part, ...]:
    """Every part there is. Raises OSError, ValueError."""
    told = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return tuple(_part(one, told["everybody"]) for one in told["parts"])


def _part(told: Mapping[str, Any], everybody: Mapping[str, Any]) -> Part:
    kept = {**everybody, **told, "answers": {**everybody["answers"], **told.get("answers", {})}}
    lists = {name: tuple(kept.get(name) or ()) for name in ("hands", "says")}
    return Part(**{**kept, **lists, "unknown": frozenset(told.get("unknown") or ())})


def act(part: Part, played: Played, state: Mapping[str, Any]) -> Event | None:
    """What somebody in this part does now; None: they wait. `played` goes on with it."""
    company, asking = state["company"], state.get("asking")
    if company == "asking":
        return ConsentTold(True)
    if company == "leading":
        return None if played.told_leader else _led(part, played)
    played.told_leader = False
    if asking:
        return _answered(part, played, str(asking), is_alone=company == "nobody" and not state["person"])
    if played.lines < len(part.says):
        played.lines += 1
        return Typed(part.says[played.lines - 1])
    return EndPressed() if _is_over(state) else None


def _led(part: Part, played: Played) -> Event:
    played.told_leader = True
    return Typed(part.led)


def _answered(part: Part, played: Played, asking: str, is_alone: bool) -> Event | None:
    key = asking.removeprefix(_CONFIRMS)
    if key not in part.unknown or asking.startswith(_CONFIRMS):
        return Typed(part.answers.get(asking, part.otherwise))
    if played.unknown[key] < _TRIES:
        played.unknown[key] += 1
        return Typed(part.unsure)
    return PersonPressed() if is_alone else None


def _is_over(state: Mapping[str, Any]) -> bool:
    """Nobody is there any more, and nobody was called."""
    return state["company"] == "nobody" and not state["person"]


class Pretender:
    """One person playing a part, from the moment they come until they leave. `pause`: seconds before each act."""

    def __init__(self, part: Part, with_: Neighbours, pause: float) -> None:
        self.part = part
        self._pause = pause
        self._seat = Seat(with_)
        self._played = Played()
        self._state: Mapping[str, Any] = {}
        self._changed = asyncio.Event()
        self._is_over = False

    def send(self, frame: str | bytes) -> None:
        """What the station shows."""
        if isinstance(frame, bytes):
            return
        told = json.loads(frame)
        if told["type"] == "state":
            self._state = told
        self._is_over = self._is_over or told["type"] == "wiped"
        self._changed.set()

    async def play(self) -> None:
        """Until the part is over, or the visit ran out."""
        visit = self._seat.take(self, None)
        try:
            while not self._is_over:
                await self._changed.wait()
                self._changed.clear()
                await asyncio.sleep(self._pause)
                event = act(self.part, self._played, self._state) if self._has_the_floor else None
                if event is not None:
                    visit.receive(event)
        finally:
            self._seat.close()

    @property
    def _has_the_floor(self) -> bool:
        return not self._is_over and self._state.get("mode") in ("attract", "listening")
