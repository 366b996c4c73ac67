"""Where a visit stands: who has the floor, what is under way, how long nothing has happened."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from channels.live.room import Company
from kiosk.events import Then
from kiosk.speech.pauses import Pauses


class Mode(Enum):
    """Who has the floor."""

    ATTRACT = "attract"
    LISTENING = "listening"
    THINKING = "thinking"
    SPEAKING = "speaking"
    PAUSED = "paused"


@dataclass(frozen=True)
class Rules:
    """Times, in seconds (domain notes B5, B6; WCAG 2.2.1 asks for at least 20 s of warning).

    patience: the silence that ends an answer, where the question asks for no other.
    prompts: seconds of quiet, and what is said then. choices: the one that comes with three large buttons.
    level_again: for so long nothing more is said about how loud somebody speaks.
    still_calling, unanswered: whoever called a person and waits is told that it goes on ringing, and later what else
    there is.
    """

    patience: float = 1.5
    prompts: tuple[tuple[float, str], ...] = ((8.0, "try"), (18.0, "choices"), (38.0, "still_there"))
    choices: str = "choices"
    reading: float = 20.0
    idle: float = 90.0
    warning: float = 30.0
    waiting_for_person: float = 300.0
    still_calling: float = 60.0
    unanswered: float = 60.0
    has_duty_phone: bool = False
    pause: float = 300.0
    filler: float = 1.8
    thinking: float = 12.0
    longest_utterance: float = 35.0
    making_a_clip: float = 6.0
    level_again: float = 60.0


@dataclass(frozen=True)
class Turn:
    """Where a visit stands.

    number: the running question to the dialogue, or the last one. asking: it is not fully answered.
    pending: utterances not played yet. muted: the person cut in, the rest of this answer is shown only.
    said: the sentences of the last answer; said_as: the utterance of each. stopped_at: the one of them the voice was
    stopped in. repeats: how often in a row it was wished again.
    quiet: seconds of listening in which nobody did anything. talking: seconds since a voice was noticed.
    acknowledged: the tone has sounded for what is being said. pauses: as this person makes them.
    by_press: each answer needs a press of the microphone button first. armed: it has been pressed.
    level_rest: seconds in which nothing is said about how loud somebody speaks.
    waiting: seconds since the dialogue last showed life. sound_left: seconds until the voice is given up.
    leaving: seconds left before the wipe, or None. company, companion: how far a volunteer is with the person, and
    their name. lent: utterances that are a volunteer's words. called: seconds since a person was called and nobody
    came; None once that has been said. is_reassured: they were told that it goes on ringing.
    """

    mode: Mode = Mode.ATTRACT
    hearing: bool = True
    voice: bool = True
    by_press: bool = False
    armed: bool = False
    person: bool = False
    number: int = 0
    asked: str = ""
    asking: bool = False
    answered: bool = False
    fillered: bool = False
    then: Then = Then.LISTEN
    pending: tuple[int, ...] = ()
    next_utterance: int = 1
    muted: bool = False
    said: tuple[str, ...] = ()
    said_as: tuple[int | None, ...] = ()
    stopped_at: int | None = None
    repeats: int = 0
    quiet: float = 0.0
    prompted: int = 0
    reading: bool = False
    misses: int = 0
    talking: float | None = None
    acknowledged: bool = False
    pauses: Pauses = field(default_factory=Pauses)
    level_rest: float = 0.0
    waiting: float = 0.0
    sound_left: float = 0.0
    leaving: float | None = None
    company: Company = Company.NOBODY
    companion: str = ""
    lent: tuple[int, ...] = ()
    called: float | None = 0.0
    is_reassured: bool = False

    @property
    def accompanied(self) -> bool:
        """Whether a volunteer is there whom the person agreed to."""
        return self.company.sees

    @property
    def speaks_for_volunteer(self) -> bool:
        """Whether the words being spoken are a volunteer's."""
        return bool(self.pending) and self.pending[0] in self.lent

    @property
    def nobody_came(self) -> bool:
        """Whether a person was called in vain."""
        return self.person and self.company is Company.NOBODY and self.called is None

    @property
    def microphone(self) -> bool:
        """Whether the person has the floor, and what they say is taken in."""
        has_floor = self.mode is Mode.LISTENING and not self.pending
        return self.hearing and has_floor and (self.armed or not self.by_press)

    @property
    def overhears(self) -> bool:
        """Whether sound is taken in for the sake of words that cut in."""
        return self.hearing and not self.by_press and self.mode is not Mode.ATTRACT and not self.microphone


def offers(turn: Turn) -> frozenset[str]:
    """What a person can do now: never empty, a person is always one of them."""
    ways = {"type", "press", "person"}
    if turn.mode is not Mode.ATTRACT:
        ways |= {"home", "end"}
    if turn.microphone:
        ways.add("speak")
    elif turn.hearing:
        ways.add("listen")
    if turn.pending:
        ways.add("stop")
    if turn.mode is Mode.PAUSED:
        ways.add("resume")
    return frozenset(ways)
