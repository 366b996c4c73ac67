"""What the page and the station say to each other over `/kiosk/ws`.

Sound from the page is PCM, signed 16 bit little-endian, 16 kHz, mono, about 100 ms a frame. Sound to the
page is a WAV file. The rest is JSON with a `type`.

::

    page -> station
      hello {session?, visiting?}         first frame; `session` only when coming back, `visiting` when somebody
                                          was in front of the page when the connection broke
      (binary)                            sound, while `state.microphone` or `state.overhears` is true
      listen, done                        "let me speak", "I have finished speaking"
      text {text}                         a typed sentence
      press {title, payload}              a button with a payload for the dialogue
      touch                               a touch that is no button: the voice gives way
      pause, repeat, home, end            wait, say it again, first screen, clear for the next person
      person, person_done                 call a person, the person is here
      consent {yes}                       whether the volunteer may see the conversation; a no counts at any time
      adjust {setting, change}            pace or volume, up or down
      played {utterance}                  a clip is over, or could not be played
      mic {works}                         whether the browser has a microphone
      loudspeaker {works}                 whether it has a loudspeaker
      earphones {on}                      the person listens alone now, or no longer
      example {index}                     practice: say this example as if at the microphone

    station -> page
      welcome {session, listens, speaks, examples,   the visit this page belongs to now; whom to ring when
               practises, earphones, duty_phone}     nobody comes, or ""; `practises`: it only pretends
      state {mode, microphone, overhears, hearing,   all the status line needs; `overhears`: sound is wanted though
             voice, leaving, person, asking,         the kiosk has the floor; `leaving`: seconds until the wipe, or
             company, companion, speaker,            null; `company` how far the volunteer `companion` is with the
             nobody_came}                            person, `speaker` whose words the voice says; `nobody_came`:
                                                     called in vain
      caption {text, final}               what was heard
      ack {sound, over}                   heard: soft tone, if `sound`; unless `over`, the person may go on
      reply {turn, sentences: [{text, utterance}], buttons: [{title, payload}], card, home, again, private}
                                          a higher `turn` replaces the old answer; `home`: said over the
                                          first screen; `again`: the same text, spoken once more;
                                          `private`: some of it is spoken to earphones alone
      volunteer {sentences: [{text, utterance}]}      a volunteer's own words, beside what is shown
      print                               print the slip that is shown
      say {key, utterance}                a fixed sentence, by its key in `sentences.zh.json`
      audio {utterance, seconds, bytes}   then one binary frame: play it after those before it
      hush                                stop the voice, drop what is queued
      adjust {setting: font, change}      larger or smaller print was asked for by voice
      choices {buttons: [{title, payload}]}   three large buttons, until something is said or pressed
      home                                show the first screen
      listens {on}                        speech can be recognised from now on
      notice {key, on}                    what does not work now, or works again
      wiped {session}                     forget everything: the next person's visit begins
      moved                               another page has the kiosk now; the connection ends (4001)

A frame that cannot be understood changes nothing; `BadFrame` tells its reader so.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from kiosk.company_events import ConsentTold
from kiosk.events import (
    ClipOver,
    EndPressed,
    Event,
    HomePressed,
    ListenPressed,
    MicrophoneChanged,
    PausePressed,
    PersonDismissed,
    PersonPressed,
    Pressed,
    RepeatPressed,
    Touched,
    Typed,
)

LONGEST_TEXT_FRAME = 8_192
"""Characters of JSON."""
LONGEST_SOUND_FRAME = 64_000
"""Bytes: two seconds of sound."""
LONGEST_SENTENCE = 400
"""Characters a person may type at once; more is cut."""
MOVED_AWAY = 4001
"""WebSocket close code: another page took over."""


class BadFrame(Exception):
    """A frame that is broken, too long or of an unknown type."""


@dataclass(frozen=True)
class Hello:
    """The page is there; `session` names the visit it had before the connection broke, `visiting` tells that there
    was a person in it."""

    session: str | None
    visiting: bool = False


@dataclass(frozen=True)
class Done:
    """The person says they have finished speaking."""


@dataclass(frozen=True)
class Adjust:
    """setting: pace, volume or font; change: up or down."""

    setting: str
    change: str


@dataclass(frozen=True)
class LoudspeakerTold:
    """Whether the browser has a loudspeaker."""

    works: bool


@dataclass(frozen=True)
class Earphones:
    """The person chose to listen alone, or not any more: what is private may be spoken, or may not."""

    on: bool


@dataclass(frozen=True)
class Example:
    """Practice: speak example number `index`."""

    index: int


Frame = Hello | Done | Adjust | LoudspeakerTold | Earphones | Example | Event

_PLAIN: Mapping[str, Callable[[], Frame]] = {
    "listen": ListenPressed,
    "done": Done,
    "touch": Touched,
    "pause": PausePressed,
    "repeat": RepeatPressed,
    "home": HomePressed,
    "person": PersonPressed,
    "person_done": PersonDismissed,
    "end": EndPressed,
}


def read_text(raw: str) -> Frame:
    """The page's frame. Raises `BadFrame`."""
    if len(raw) > LONGEST_TEXT_FRAME:
        raise BadFrame("text frame too long")
    try:
        frame = json.loads(raw)
        kind = frame["type"]
        read: Callable[[Mapping[str, Any]], Frame] = _READERS[kind]
        return read(frame)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BadFrame(type(error).__name__) from error


def read_sound(raw: bytes) -> bytes:
    """Whole PCM16 samples. Raises `BadFrame`."""
    if not raw or len(raw) > LONGEST_SOUND_FRAME or len(raw) % 2:
        raise BadFrame(f"sound frame of {len(raw)} bytes")
    return raw


def write(kind: str, **fields: Any) -> str:
    """A frame for the page."""
    return json.dumps({"type": kind, **fields}, ensure_ascii=False)


def _string(frame: Mapping[str, Any], name: str) -> str:
    value = frame[name]
    if not isinstance(value, str):
        raise TypeError(name)
    return value[:LONGEST_SENTENCE]


def _number(frame: Mapping[str, Any], name: str) -> int:
    value = frame[name]
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(name)
    return value


def _hello(frame: Mapping[str, Any]) -> Hello:
    return Hello(_string(frame, "session") if frame.get("session") else None, frame.get("visiting") is True)


def _press(frame: Mapping[str, Any]) -> Pressed:
    payload = _string(frame, "payload")
    if not payload.strip():
        raise ValueError("payload")
    return Pressed(_string(frame, "title"), payload)


def _adjust(frame: Mapping[str, Any]) -> Adjust:
    if frame["setting"] not in ("pace", "volume") or frame["change"] not in ("up", "down"):
        raise ValueError("adjust")
    return Adjust(frame["setting"], frame["change"])


def _plain(make: Callable[[], Frame]) -> Callable[[Mapping[str, Any]], Frame]:
    return lambda frame: make()


_READERS: Mapping[str, Callable[[Mapping[str, Any]], Frame]] = {
    **{kind: _plain(make) for kind, make in _PLAIN.items()},
    "hello": _hello,
    "text": lambda frame: Typed(_string(frame, "text")),
    "press": _press,
    "adjust": _adjust,
    "consent": lambda frame: ConsentTold(frame["yes"] is True),
    "played": lambda frame: ClipOver(_number(frame, "utterance")),
    "mic": lambda frame: MicrophoneChanged(frame["works"] is True),
    "loudspeaker": lambda frame: LoudspeakerTold(frame["works"] is True),
    "earphones": lambda frame: Earphones(frame["on"] is True),
    "example": lambda frame: Example(_number(frame, "index")),
}
