"""A conversation that is looked on as the dialogue core looks on it."""

from __future__ import annotations

from dataclasses import dataclass, field

from actions.events.model import Event, Kind
from actions.events.observed import Observed, events_of
from channels.observing import LOOKED_AT
from tests.unit.actions.conversation import Conversation, Heard


@dataclass
class Watched(Conversation):
    """`seen`: the turns as observed; `happened`: what they mean."""

    seen: list[Observed] = field(default_factory=list)
    happened: list[Event] = field(default_factory=list)

    def hear(self, text: str, label: str, ranking: dict[str, float] | None = None, **entities: str) -> list[Heard]:
        before = {name: self.slots.get(name) for name in LOOKED_AT}
        spoken = [index for index, event in enumerate(self.events) if event["event"] == "user"]
        said = super().hear(text, label, ranking, **entities)
        window = self.events[spoken[-1] if spoken else 0 :]
        self.seen.append(Observed(self.session, self.channel, not spoken, before, window, 0.25))
        self.happened += events_of(self.seen[-1], self.resources.clock.now(), "station-1")
        return said

    @property
    def kinds(self) -> list[Kind]:
        """What happened, but for the turns themselves."""
        return [event.kind for event in self.happened if event.kind is not Kind.TURN]

    def last(self, kind: Kind) -> Event:
        """The newest event of a kind."""
        return [event for event in self.happened if event.kind is kind][-1]
