"""Practice at this station: a desk and a kiosk of their own, and the people who pretend."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy.exc import SQLAlchemyError
from starlette.applications import Starlette
from starlette.types import ASGIApp

from actions.desk.bootstrap import desk_units
from actions.ports import StorageError
from actions.practice import clear, open_practice
from actions.store.engine import make_engine
from assistant.settings import Settings
from channels.desk.app import build_desk
from channels.desk.desk import Desk
from channels.desk.doorkeeper import ForWhoIsIn
from channels.desk.settings import DeskSettings
from channels.live.meeting import Meeting
from kiosk.app import build_app
from kiosk.loudspeaker import Loudspeaker
from kiosk.neighbours import Neighbours
from kiosk.ports import Dialogue, Ear, Mouth
from kiosk.pretending import Part, Pretender, parts
from kiosk.sentences import Sentences
from kiosk.settings import KioskSettings

log = logging.getLogger(__name__)

PAUSE = 2.5
"""Seconds somebody who pretends takes before they say anything: one has to be able to follow."""


@dataclass
class Stage:
    """See `channels.desk.rehearsal.Rehearsal`."""

    settings: Settings
    around: Neighbours
    pause: float = PAUSE
    people: Sequence[Part] = field(default_factory=parts)
    _playing: dict[str, asyncio.Task[None]] = field(default_factory=dict)

    def come(self, person: str) -> bool:
        """Whether they come now."""
        part = next((one for one in self.people if one.id == person), None)
        playing = self._playing.get(person)
        if part is None or (playing is not None and not playing.done()):
            return False
        self._playing[person] = asyncio.create_task(Pretender(part, self.around, self.pause).play())
        return True

    async def clear(self) -> None:
        """Everybody goes, and what was practised is gone. Raises StorageError."""
        for task in self._playing.values():
            task.cancel()
        await asyncio.gather(*self._playing.values(), return_exceptions=True)
        self._playing.clear()
        try:
            await asyncio.to_thread(clear, self.settings)
        except SQLAlchemyError as error:
            raise StorageError("the practice could not be cleared") from error


@dataclass(frozen=True)
class Practice:
    """The two apps that are mounted below the real desk; `own`: the desk that one of them serves, `place`: the kiosk
    that the other does, whose ears come while it is open."""

    desk: ASGIApp
    kiosk: ASGIApp
    own: Desk | None = None
    place: Starlette | None = None


def build_practice(
    real: Desk,
    settings: Settings,
    dialogue: Dialogue,
    coming: Callable[[], Callable[[], Ear] | None] | None,
    mouth: Mouth | None,
    told: KioskSettings,
    is_danger: Callable[[str], bool],
    pause: float = PAUSE,
) -> Practice:
    """Practice beside the real desk: the same people come in, and nothing else is shared but catalogue and dialogue.

    coming: waits for the station's ears; None where nothing can be recognised.

    Raises OSError, ValueError when the station's keys cannot be used.
    """
    meeting, practising = Meeting(is_danger), settings.practising
    set_up = replace(told, practises=True, demo=False)
    alone = Neighbours(dialogue, None, None, Sentences.load(set_up.web), set_up, meeting, Loudspeaker.load())
    desk = Desk(
        open_practice(settings, real.resources),
        desk_units(practising, make_engine(practising.database_url)),
        real.entrance,
        DeskSettings(real.settings.hosts, paper=real.settings.paper),
        meeting=meeting,
        rehearsal=Stage(settings, alone, pause),
    )
    here = replace(set_up, hosts=real.settings.hosts)
    kiosk = build_app(dialogue, None, mouth, here, meeting=meeting, coming=coming)
    return Practice(build_desk(desk), ForWhoIsIn(kiosk, real), desk, kiosk)
