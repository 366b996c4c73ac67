"""When a person has begun to speak, and when they are through: a pure state machine, no clock, no device.

::

    WAITING --voice for `onset`--> TALKING --silence for `patience`, or `longest` over--> WAITING
               (STARTED)                              (ENDED)

Ready-made assistants take 0.2 to 0.8 s of silence for the end and cut older people off; domain notes B5 ask
for 1.5 s, and 2.5 to 3 s where a name, a number, a date or an address is being said.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Moment(Enum):
    """What a piece of sound changed."""

    STARTED = "started"
    ENDED = "ended"


@dataclass(frozen=True)
class EndpointRules:
    """All in seconds.

    onset: this much voice is speech, less is a click. gap: a silence this long between two clicks keeps
    them from adding up to speech. longest: an utterance is over after this, whatever sounds.
    """

    onset: float = 0.1
    gap: float = 0.3
    longest: float = 30.0


class Endpointer:
    """`patience`: seconds of silence that end the turn; may be changed at any time."""

    def __init__(self, patience: float = 1.5, rules: EndpointRules | None = None) -> None:
        self.patience = patience
        self._rules = rules or EndpointRules()
        self._talking = False
        self._voiced = 0.0
        self._silent = 0.0
        self._length = 0.0

    @property
    def is_talking(self) -> bool:
        """Whether a turn has started and not ended."""
        return self._talking

    def stop(self) -> bool:
        """End the turn now, without the silence. Whether there was one."""
        was_talking, self._talking = self._talking, False
        self._voiced, self._silent = 0.0, 0.0
        return was_talking

    def process(self, seconds: float, is_speech: bool) -> Moment | None:
        """The next piece of sound, `seconds` long, and whether there was a voice in it."""
        return self._in_turn(seconds, is_speech) if self._talking else self._before(seconds, is_speech)

    def _before(self, seconds: float, is_speech: bool) -> Moment | None:
        if is_speech:
            self._silent = 0.0
            self._voiced += seconds
        else:
            self._silent += seconds
            self._voiced = self._voiced if self._silent < self._rules.gap else 0.0
        if self._voiced < self._rules.onset:
            return None
        self._talking, self._silent, self._length = True, 0.0, self._voiced
        return Moment.STARTED

    def _in_turn(self, seconds: float, is_speech: bool) -> Moment | None:
        self._length += seconds
        self._voiced = self._voiced + seconds if is_speech else 0.0
        self._silent = 0.0 if self._voiced >= self._rules.onset else self._silent + seconds
        patient = is_speech or self._silent < self.patience
        if patient and self._length < self._rules.longest:
            return None
        self.stop()
        return Moment.ENDED
