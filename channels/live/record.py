"""What was said in a visit so far, as somebody who helps from beside needs it. Pure; lives as long as the visit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any

from channels.wire import Button, TurnEnd

MOST_LINES = 80
"""The oldest are dropped beyond that."""


class Speaker(str, Enum):
    """Who says a line."""

    RESIDENT = "resident"
    ASSISTANT = "assistant"
    VOLUNTEER = "volunteer"


@dataclass(frozen=True)
class Line:
    """One thing that was said. `asking`: the field or question that was open then. `asks`: the dialogue was asked
    with these words, and `understood` them, as the wire tells it. `also`: other readings of the same sound."""

    number: int
    speaker: Speaker
    text: str
    asking: str | None = None
    asks: bool = False
    understood: Mapping[str, Any] | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Record:
    """The lines, and where the conversation stands: `state`, `form` and `case` as the last turn left them.

    `unheard`: how often there was sound and no words. `buttons`: what the person may touch now.
    """

    lines: tuple[Line, ...] = ()
    state: Mapping[str, str | None] = field(default_factory=dict)
    form: Mapping[str, Any] | None = None
    case: str | None = None
    unheard: int = 0
    buttons: tuple[Button, ...] = ()

    @property
    def asking(self) -> str | None:
        """The field or the question that is open."""
        return self.state.get("asking")

    def heard(self, text: str, asks: bool = True, also: tuple[str, ...] = ()) -> Record:
        """With the person's words; a question that is open is being answered by them."""
        return self._with(Line(self._next, Speaker.RESIDENT, text, self.asking, asks, also=also))

    def put(self, text: str) -> Record:
        """With words that a volunteer put to the dialogue in the person's place."""
        return self._with(Line(self._next, Speaker.VOLUNTEER, text, self.asking, asks=True))

    def said(self, speaker: Speaker, text: str, buttons: tuple[Button, ...] = ()) -> Record:
        """With words of the assistant or of a volunteer."""
        said = self._with(Line(self._next, speaker, text, self.asking))
        return replace(said, buttons=buttons) if speaker is Speaker.ASSISTANT else said

    def ended(self, end: TurnEnd) -> Record:
        """With what the turn tells at its end; how the words were understood stands beside them."""
        lines = list(self.lines)
        place = next((place for place in reversed(range(len(lines))) if lines[place].asks), None)
        if place is not None and lines[place].understood is None:
            lines[place] = replace(lines[place], understood=end.understood)
        return replace(self, lines=tuple(lines), state=end.state, form=end.form, case=end.case)

    def missed(self) -> Record:
        """With one more sound in which there were no words."""
        return replace(self, unheard=self.unheard + 1)

    def line(self, number: int) -> Line | None:
        """The line of that number, if it is still there."""
        return next((line for line in self.lines if line.number == number), None)

    @property
    def _next(self) -> int:
        return self.lines[-1].number + 1 if self.lines else 1

    def _with(self, line: Line) -> Record:
        return replace(self, lines=(*self.lines, line)[-MOST_LINES:])
