"""One turn of a conversation as the actions see it, read from the tracker's state as Rasa sends it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from actions.as_needed import AsNeeded
from actions.model import session_reference

REMEMBERED = 12
"""How many exchanges back anything is looked for."""

_BEGINNINGS = frozenset({"restart", "session_started"})
_LISTEN = "action_listen"
_MANNER = frozenset(
    {
        "utter_form_not_filled_in",
        "utter_slower",
        "utter_faster",
        "utter_louder",
        "utter_quieter",
        "utter_bigger_font",
        "utter_smaller_font",
        "utter_wait",
        "utter_read_aloud",
    }
)
"""What changes how things are said and says nothing itself."""

MORE = "action_more"
"""More or less of the voice or the letters."""

_SAYS_AGAIN = ("action_repeat", MORE)
_QUESTIONS = ("svc.", "ask.")
_CALL = "dlg.human"


@dataclass(frozen=True)
class Guess:
    """A label the words may have, and how probable it is, 0 to 1."""

    label: str
    confidence: float


@dataclass(frozen=True)
class Heard:
    """What the person said. `entities` holds the first value of each."""

    text: str = ""
    label: str = ""
    entities: Mapping[str, str] = field(default_factory=dict)
    ranking: tuple[Guess, ...] = ()

    @property
    def is_question(self) -> bool:
        return self.label.startswith(_QUESTIONS)

    @property
    def is_touched(self) -> bool:
        """Whether a button was touched, which sends a label in place of words."""
        return self.text.startswith("/")


@dataclass(frozen=True)
class Said:
    """One message of ours. `name` is that of the response, if it came from one."""

    name: str
    text: str
    buttons: tuple[Mapping[str, str], ...] = ()
    card: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Exchange:
    """What was heard, what was done about it, what was said and remembered."""

    heard: Heard
    actions: tuple[str, ...] = ()
    messages: tuple[Said, ...] = ()
    slots: Mapping[str, Any] = field(default_factory=dict)

    def said(self, name: str) -> bool:
        return any(message.name == name for message in self.messages)

    @property
    def content(self) -> tuple[Said, ...]:
        """The messages that said something."""
        return tuple(message for message in self.messages if message.name not in _MANNER)

    @property
    def first_payload(self) -> str | None:
        """What the first button of the last message sends."""
        buttons = self.messages[-1].buttons if self.messages else ()
        return buttons[0].get("payload") if buttons else None

    @property
    def has_weight(self) -> bool:
        """Whether it moved the conversation: more than manner, or a question that got no answer."""
        only_manner = self.actions and all(name in _MANNER or name in _SAYS_AGAIN for name in self.actions)
        return not only_manner and (bool(self.content) or self.heard.is_question)


@dataclass(frozen=True)
class Turn:
    """The present exchange, and the ones before it, newest first. `fills`: the key of the field a volunteer fills in
    with these words, or RESUMES."""

    session: str
    channel: str
    now: Exchange
    slots: Mapping[str, Any] = field(default_factory=dict)
    earlier: Sequence[Exchange] = ()
    fills: str | None = None

    @property
    def heard(self) -> Heard:
        return self.now.heard

    @property
    def reference(self) -> str:
        """The name of the session in the store, which names nobody."""
        return session_reference(self.session)

    def text_slot(self, name: str) -> str | None:
        """The value of a slot, when it is text."""
        value = self.slots.get(name)
        return value if isinstance(value, str) and value else None

    @property
    def before(self) -> Exchange | None:
        """The last exchange that moved the conversation."""
        return next((exchange for exchange in self.earlier if exchange.has_weight), None)

    @property
    def left(self) -> Exchange | None:
        """Where the conversation stood when a person was called: the last exchange that was about something else."""
        return next((one for one in self.earlier if one.has_weight and one.heard.label != _CALL), None)

    def asking_again(self, exchange: Exchange) -> Turn:
        """The turn as if the person had just said what they said then."""
        return replace(self, now=Exchange(exchange.heard))


def read_turn(
    session: str,
    slots: Mapping[str, Any],
    latest_message: Mapping[str, Any],
    events: Sequence[Mapping[str, Any]],
) -> Turn:
    """The turn of a tracker's state. Only the last `REMEMBERED` exchanges are looked at."""
    exchanges = islice(_exchanges(events), REMEMBERED + 1)
    latest = next(exchanges, Exchange(Heard()))
    return Turn(
        session=session,
        channel=_channel(events),
        now=replace(latest, heard=_heard(latest_message)),
        slots=slots,
        earlier=AsNeeded(exchanges),
        fills=fills_in(_last_metadata(events)),
    )


RESUMES = "/resume"
"""In place of a field's key: a volunteer hands back, and what was open is said again."""


def fills_in(metadata: Any) -> str | None:
    """The key of the field that a volunteer fills in by this turn, which its metadata tells; or RESUMES."""
    key = metadata.get("fills") if isinstance(metadata, Mapping) else None
    return key if isinstance(key, str) and key else None


def _last_metadata(events: Sequence[Mapping[str, Any]]) -> Any:
    return next((event.get("metadata") for event in reversed(events) if event.get("event") == "user"), None)


def _exchanges(events: Sequence[Mapping[str, Any]]) -> Iterator[Exchange]:
    """Newest first; the first one begins with the last thing heard."""
    since: list[Mapping[str, Any]] = []
    for event in reversed(events):
        if event.get("event") in _BEGINNINGS:
            return
        if event.get("event") != "user":
            since.append(event)
            continue
        since.reverse()
        yield _exchange(event, since)
        since = []


def _exchange(user: Mapping[str, Any], since: Iterable[Mapping[str, Any]]) -> Exchange:
    events = list(since)
    names = (event.get("name") for event in events if event.get("event") == "action")
    return Exchange(
        heard=_heard(user.get("parse_data") or {}),
        actions=tuple(str(name) for name in names if name and name != _LISTEN),
        messages=tuple(_said(event) for event in events if event.get("event") == "bot"),
        slots={str(event["name"]): event.get("value") for event in events if event.get("event") == "slot"},
    )


def _heard(message: Mapping[str, Any]) -> Heard:
    entities: dict[str, str] = {}
    for entity in message.get("entities") or ():
        entities.setdefault(str(entity.get("entity")), str(entity.get("value")))
    ranking = message.get("intent_ranking") or ()
    return Heard(
        text=str(message.get("text") or ""),
        label=str((message.get("intent") or {}).get("name") or ""),
        entities=entities,
        ranking=tuple(Guess(str(one.get("name")), float(one.get("confidence", 0.0))) for one in ranking),
    )


def _said(event: Mapping[str, Any]) -> Said:
    data = event.get("data") or {}
    return Said(
        name=str((event.get("metadata") or {}).get("utter_action") or ""),
        text=str(event.get("text") or ""),
        buttons=tuple(data.get("buttons") or ()),
        card=data.get("custom") or None,
    )


def _channel(events: Sequence[Mapping[str, Any]]) -> str:
    channels = (event.get("input_channel") for event in reversed(events) if event.get("event") == "user")
    return str(next(channels, None) or "")
