"""What the page of calls and the station say to each other over `/desk/live/ws`: JSON with a `type`.

::

    page -> station
      beat                                a sign of life, every few seconds
      take {call, looks}                  I come; `looks`: and ask to see the conversation
      give_back {call}                    somebody else shall come
      reply {call, text}                  said in the chat of whoever called from there
      done {call, outcome}                it is over: helped, passed_on, unneeded
      correct {line, text}                these words instead of what was heard
      fill_in {key, text}                 one field of the form
      choose {service, aspect}            tell of this service, or begin it
      say {text}                          shown and spoken to the person
      voice {text}                        what the next frame lets the person hear; `text`: what is said in it, or ""
      (binary)                            the volunteer's own voice: a WAV file, see `channels.desk.live.own_voice`
      print                               print the slip on the person's screen
      lead {on}                           take over, hand back
      reveal {what, id, reason}           show me this `line` or `field` unmasked

    station -> page
      calls {calls: [...]}                every call that is not over (`channels.desk.live.views`); of a chat that is
                                          mine with the `lines` that were said since I took it
      taken {call, by}                    somebody was faster
      visit {...}                         the visit of the call that is taken, whenever something changed
      over {call, vanished}               the visit is gone; `vanished`: we had lost you for too long
      replied {call}                      it is on its way to the chat
      revealed {what, id, text}
      problem {text}                      why the last thing was not done

A frame that cannot be understood changes nothing. The socket closes with 4401 when the session is over.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from actions.model import HelpOutcome

LONGEST_FRAME = 4_096
"""Characters of JSON."""
LONGEST_TEXT = 300
LONGEST_REASON = 200
_LONGEST_NAME = 64
_ENDS = (HelpOutcome.HELPED, HelpOutcome.PASSED_ON, HelpOutcome.UNNEEDED)


class BadFrame(Exception):
    """A frame that is broken, too long or of an unknown type."""


@dataclass(frozen=True)
class Beat:
    """A sign of life."""


@dataclass(frozen=True)
class Take:
    """The volunteer comes; `looks`: and asks to see the conversation."""

    call: str
    looks: bool


@dataclass(frozen=True)
class GiveBack:
    """Somebody else shall come."""

    call: str


@dataclass(frozen=True)
class Answer:
    """The volunteer's own words, for the chat that the call came from."""

    call: str
    text: str


@dataclass(frozen=True)
class Done:
    """It is over, in this way."""

    call: str
    outcome: HelpOutcome


@dataclass(frozen=True)
class Correct:
    """These words instead of the line's."""

    line: int
    text: str


@dataclass(frozen=True)
class FillIn:
    """One field."""

    key: str
    text: str


@dataclass(frozen=True)
class Choose:
    """Tell of a service, or begin it."""

    service: str
    aspect: str


@dataclass(frozen=True)
class Say:
    """The volunteer's own words."""

    text: str


@dataclass(frozen=True)
class Voice:
    """What the volunteer says in the sound that follows; empty where they wrote nothing."""

    text: str


@dataclass(frozen=True)
class Sound:
    """The volunteer's own voice."""

    wav: bytes = field(repr=False)


@dataclass(frozen=True)
class PrintSlip:
    """Print what is on the person's screen."""


@dataclass(frozen=True)
class TakeOver:
    """The volunteer leads from now on, or no longer."""

    on: bool


@dataclass(frozen=True)
class Reveal:
    """Show a `line` by its number or a `field` by its key, for a reason."""

    what: str
    id: str
    reason: str


Frame = (
    Beat
    | Take
    | GiveBack
    | Answer
    | Done
    | Correct
    | FillIn
    | Choose
    | Say
    | Voice
    | Sound
    | PrintSlip
    | TakeOver
    | Reveal
)


def take(text: str | None, sound: bytes | None) -> Frame:
    """The page's frame, of either kind. Raises `BadFrame`."""
    return read(text) if text is not None else Sound(sound or b"")


def read(raw: str) -> Frame:
    """The page's frame of text. Raises `BadFrame`."""
    if len(raw) > LONGEST_FRAME:
        raise BadFrame("frame too long")
    try:
        frame = json.loads(raw)
        return _READERS[frame["type"]](frame)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BadFrame(type(error).__name__) from error


def write(kind: str, **fields: Any) -> str:
    """A frame for the page."""
    return json.dumps({"type": kind, **fields}, ensure_ascii=False)


def _text(frame: Mapping[str, Any], name: str, longest: int = _LONGEST_NAME) -> str:
    value = frame[name]
    if not isinstance(value, str):
        raise TypeError(name)
    return value.strip()[:longest]


def _words(frame: Mapping[str, Any]) -> str:
    words = _text(frame, "text", LONGEST_TEXT)
    if not words:
        raise ValueError("text")
    return words


def _done(frame: Mapping[str, Any]) -> Done:
    outcome = HelpOutcome(frame["outcome"])
    if outcome not in _ENDS:
        raise ValueError("outcome")
    return Done(_text(frame, "call"), outcome)


def _reveal(frame: Mapping[str, Any]) -> Reveal:
    if frame["what"] not in ("line", "field"):
        raise ValueError("what")
    return Reveal(frame["what"], _text(frame, "id"), _text(frame, "reason", LONGEST_REASON))


def _choose(frame: Mapping[str, Any]) -> Choose:
    if frame["aspect"] not in ("overview", "apply"):
        raise ValueError("aspect")
    return Choose(_text(frame, "service"), frame["aspect"])


_READERS: Mapping[str, Callable[[Mapping[str, Any]], Frame]] = {
    "beat": lambda frame: Beat(),
    "take": lambda frame: Take(_text(frame, "call"), frame["looks"] is True),
    "give_back": lambda frame: GiveBack(_text(frame, "call")),
    "reply": lambda frame: Answer(_text(frame, "call"), _words(frame)),
    "done": _done,
    "correct": lambda frame: Correct(int(frame["line"]), _words(frame)),
    "fill_in": lambda frame: FillIn(_text(frame, "key"), _words(frame)),
    "choose": _choose,
    "say": lambda frame: Say(_words(frame)),
    "voice": lambda frame: Voice(_text(frame, "text", LONGEST_TEXT)),
    "print": lambda frame: PrintSlip(),
    "lead": lambda frame: TakeOver(frame["on"] is True),
    "reveal": _reveal,
}
