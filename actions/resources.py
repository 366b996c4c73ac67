"""Everything an action works with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from actions.help.duty import Duty
from actions.lessons.model import Lesson
from actions.lessons.shelf import library
from actions.materials.model import Words
from actions.passes.digest import Digest
from actions.passes.guard import Guard
from actions.ports import CatalogueReader, Clock, Notifier, StationUnits
from actions.residents.lookup import Lookup
from actions.residents.memory import Memory


@dataclass(frozen=True)
class Resources:
    """The parts behind the ports; `actions.bootstrap` puts the real ones together.

    `words`: the questions about what to bring. `lookup`, `digest`: stand in for people and for codes in the store.
    `guard`: against guessing. `destination_of`: who gets the cases of a service; `departments`: what those are called.
    `lessons`: what can be learned here. `duty`: how calls for a person are answered. `chat_link`: an address that leads
    a telephone into a chat, with the code behind it; empty where no such chat is known.
    """

    catalogue: CatalogueReader
    units: StationUnits
    clock: Clock
    notifier: Notifier
    words: Words
    lookup: Lookup
    digest: Digest
    guard: Guard
    destination_of: Callable[[str], str]
    lessons: Mapping[str, Lesson] = field(default_factory=library)
    departments: Mapping[str, str] = field(default_factory=dict)
    duty: Duty = field(default_factory=Duty)
    chat_link: str = ""

    @property
    def memory(self) -> Memory:
        """The people who asked to be remembered."""
        return Memory(self.units, self.clock, self.lookup)
