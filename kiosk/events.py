"""What can happen to a turn: from the ears, the screen, the dialogue, the voice and the clock.

Plain values: a test, a microphone and a volunteer's sentence reach `kiosk.turn` the same way.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from kiosk.company_events import CompanyEvent
from kiosk.speech.level_meter import Level


class Then(Enum):
    """What follows when an answer has been spoken."""

    LISTEN = "listen"
    PAUSE = "pause"
    END = "end"


@dataclass(frozen=True)
class SpeechStarted:
    """The ears noticed a voice."""


@dataclass(frozen=True)
class PartialHeard:
    """Words so far; may still change."""

    text: str


@dataclass(frozen=True)
class SpeechPaused:
    """The person has fallen silent and may go on; `complete`: the words so far sound finished."""

    complete: bool


@dataclass(frozen=True)
class SpeechResumed:
    """The person went on after a silence of `seconds`: this is how long they pause."""

    seconds: float


@dataclass(frozen=True)
class FinalHeard:
    """The person's words, the turn being over; `seconds` of voice in them, 0 where nobody measured.

    also: what else they may have been, the likeliest first.
    """

    text: str
    seconds: float = field(default=0.0, compare=False)
    also: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True)
class CutIn:
    """A person's words came while the kiosk had the floor: the voice gives way to them."""


@dataclass(frozen=True)
class NothingHeard:
    """There was sound, and no words in it; `level`: how it came in."""

    level: Level = Level.FINE


@dataclass(frozen=True)
class Typed:
    """A sentence from the input line."""

    text: str


@dataclass(frozen=True)
class Pressed:
    """A button with a payload for the dialogue; `title` is what the person saw on it."""

    title: str
    payload: str


@dataclass(frozen=True)
class ListenPressed:
    """The microphone button: from now on the person has the floor."""


@dataclass(frozen=True)
class Touched:
    """A touch anywhere that is no button: the person is there, and the voice gives way."""


@dataclass(frozen=True)
class PausePressed:
    """`Wait a moment`."""


@dataclass(frozen=True)
class RepeatPressed:
    """`Say it again`, without asking the dialogue: from the last sentence on, or the `whole` answer."""

    whole: bool = False


@dataclass(frozen=True)
class TakenUp:
    """A visit that was cut off goes on: the dialogue is asked to say again what it said last."""


@dataclass(frozen=True)
class HomePressed:
    """Back to the first screen."""


@dataclass(frozen=True)
class PersonPressed:
    """`Find a person`."""


@dataclass(frozen=True)
class PersonDismissed:
    """The person who was called is here, or is no longer wanted."""


@dataclass(frozen=True)
class EndPressed:
    """Finished: clear the screen for the next person."""


@dataclass(frozen=True)
class Replied:
    """One reply of the dialogue to question `number`, cut into sentences to speak."""

    number: int
    sentences: tuple[str, ...]
    has_card: bool = False
    then: Then = Then.LISTEN


@dataclass(frozen=True)
class Ended:
    """The dialogue has said everything to question `number`; `handover`: a person was called on the way."""

    number: int
    handover: bool = False


@dataclass(frozen=True)
class DialogueFailed:
    """The dialogue gave no answer to question `number`."""

    number: int


@dataclass(frozen=True)
class ClipReady:
    """The sound of an utterance is made and on its way; `seconds` is its length."""

    utterance: int
    seconds: float


@dataclass(frozen=True)
class ClipOver:
    """An utterance was played to its end, or could not be made or played."""

    utterance: int


@dataclass(frozen=True)
class MicrophoneChanged:
    """Whether a microphone and a recogniser are there."""

    works: bool


@dataclass(frozen=True)
class Tick:
    """Time went by, in seconds."""

    seconds: float


Event = (
    SpeechStarted
    | PartialHeard
    | SpeechPaused
    | SpeechResumed
    | FinalHeard
    | CutIn
    | NothingHeard
    | Typed
    | Pressed
    | ListenPressed
    | Touched
    | PausePressed
    | RepeatPressed
    | TakenUp
    | HomePressed
    | PersonPressed
    | PersonDismissed
    | EndPressed
    | Replied
    | Ended
    | DialogueFailed
    | ClipReady
    | ClipOver
    | MicrophoneChanged
    | Tick
    | CompanyEvent
)
