"""What a turn asks of the world; `kiosk.session` carries it out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Ask:
    """Send `text` to the dialogue as question `number`; a question still running is dropped.

    metadata: goes with the turn: what a volunteer does, or what else was heard.
    """

    number: int
    text: str
    metadata: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class DropQuestion:
    """Nobody waits for the running question any more."""


@dataclass(frozen=True)
class ShowHeard:
    """Caption: what was understood so far, or in the end. also: other readings of the same sound."""

    text: str
    final: bool
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Acknowledge:
    """At once a light, and with `sound` a soft tone: heard (people grow uneasy after 750 ms).

    over: the person has the answer coming; otherwise they may still go on.
    """

    sound: bool = True
    over: bool = True


@dataclass(frozen=True)
class ShowReply:
    """The sentences of a reply and, for each, its utterance, or None where nothing will be spoken.

    again: they are on the screen already and are only spoken once more.
    """

    sentences: tuple[str, ...]
    utterances: tuple[int | None, ...]
    again: bool = False


@dataclass(frozen=True)
class Say:
    """Make and play a sentence."""

    utterance: int
    text: str


@dataclass(frozen=True)
class Prompt:
    """Show a fixed sentence, named by its key; speak it too unless `utterance` is None."""

    key: str
    utterance: int | None = None


@dataclass(frozen=True)
class ShowChoices:
    """Three large buttons for a person who has been silent for long."""


@dataclass(frozen=True)
class ShowVolunteer:
    """A volunteer's own words, beside what is on the screen; utterances as for a reply."""

    sentences: tuple[str, ...]
    utterances: tuple[int | None, ...]


@dataclass(frozen=True)
class PlayVolunteer:
    """Play a volunteer's own voice, a WAV file."""

    utterance: int
    wav: bytes = field(repr=False)


@dataclass(frozen=True)
class Tell:
    """The person's words, for the volunteer who leads, and for nobody else unless there is danger in them."""

    text: str


@dataclass(frozen=True)
class TellConsent:
    """Whether the volunteer may see the conversation."""

    yes: bool


@dataclass(frozen=True)
class StopVoice:
    """Silence now; what was not played yet is dropped."""


@dataclass(frozen=True)
class ShowHome:
    """The first screen."""


@dataclass(frozen=True)
class Wipe:
    """Nothing of this person may remain, on the screen or in memory, within two seconds."""


Effect = (
    Ask
    | DropQuestion
    | ShowHeard
    | Acknowledge
    | ShowReply
    | Say
    | Prompt
    | ShowChoices
    | ShowVolunteer
    | PlayVolunteer
    | Tell
    | TellConsent
    | StopVoice
    | ShowHome
    | Wipe
)
