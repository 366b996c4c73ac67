"""Events of one turn, read from what the dialogue did in it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from actions import clarification
from actions.events.model import Event, Kind, Rating, Understood
from actions.satisfaction import pressed_in
from actions.turn import Heard, Turn, read_turn
from assistant.text.form_talk import corrects

_NO_MESSAGE: Mapping[str, Any] = {}
_VOLUNTEER = "volunteer"
_MANNER = {
    "dlg.repeat": Kind.REPEAT_ASKED,
    "dlg.slower": Kind.SLOWER_ASKED,
    "dlg.louder": Kind.LOUDER_ASKED,
}
_CORRECTS, _DENIES = "dlg.correct", "dlg.deny"
_SAID_AGAIN = frozenset({*_MANNER, _CORRECTS, "dlg.back", "dlg.read_aloud"})
_MISSED = ("utter_form_miss_", "utter_form_person")
_NOT_ANSWERED = "utter_fallback"
_RATINGS = frozenset(rating.value for rating in Rating)


@dataclass(frozen=True)
class Observed:
    """One turn from outside. `before`: slots as they were; `events`: Rasa's, from the message before the last one on.

    `is_first`: nothing was said before in this visit. `seconds`: until the answer was complete.
    """

    session: str
    channel: str
    is_first: bool
    before: Mapping[str, Any]
    events: Sequence[Mapping[str, Any]]
    seconds: float

    @property
    def _message(self) -> Mapping[str, Any]:
        """The last message."""
        return next((event for event in reversed(self.events) if event.get("event") == "user"), _NO_MESSAGE)

    @property
    def _parsed(self) -> Mapping[str, Any]:
        """What the words of this turn were taken for."""
        return self._message.get("parse_data") or {}

    @property
    def is_by_volunteer(self) -> bool:
        """Whether a volunteer said it in the person's stead: instead of what was heard, or by choosing for them."""
        return (self._message.get("metadata") or {}).get("by") == _VOLUNTEER

    @property
    def turn(self) -> Turn:
        """As the actions see it."""
        return read_turn(self.session, {}, self._parsed, self.events)

    @property
    def repairs(self) -> int:
        """How many places of what was heard were put right by their sound."""
        found = self._parsed.get("repairs")
        return found if isinstance(found, int) else 0


def events_of(observed: Observed, at: datetime, station: str) -> tuple[Event, ...]:
    """What the turn means for the figures, the turn itself among it."""
    turn = observed.turn
    service = _text(turn.now.slots.get("service", observed.before.get("service")))
    made: dict[str, Any] = {"session": turn.reference, "channel": observed.channel, "station": station}

    def event(kind: Kind, detail: str = "", amount: int | None = None, about: str | None = service) -> Event:
        return Event(at, kind, **made, service=about, label=turn.heard.label, detail=detail, amount=amount)

    found: list[tuple[Kind, str, int | None, str | None]] = []
    if observed.is_first:
        found.append((Kind.VISIT_STARTED, "", None, service))
    understood = _understood(turn, observed.repairs)
    found.append((Kind.TURN, understood.value, round(observed.seconds * 1000), service))
    if turn.fills is None:
        found += [(kind, detail, None, service) for kind, detail in _of_understanding(observed, turn)]
    found += [(Kind.ANSWERED, aspect, None, service) for aspect in _aspects(turn)]
    found += [(kind, detail, None, about) for kind, detail, about in _of_form(turn, observed.before)]
    found += [(kind, detail, None, service) for kind, detail in _of_rating(turn)]
    return tuple(event(*one) for one in found)


def _of_understanding(observed: Observed, turn: Turn) -> Iterator[tuple[Kind, str]]:
    """Not of a field that a volunteer fills in, nor of the turn by which they hand back."""
    if turn.heard.label in _MANNER:
        yield _MANNER[turn.heard.label], ""
    if observed.is_by_volunteer or is_correction(turn.heard):
        yield Kind.CORRECTED, _VOLUNTEER if observed.is_by_volunteer else ""


def end_of(session: str, slots: Mapping[str, Any], at: datetime, station: str) -> tuple[Event, ...]:
    """What the end of a visit means: a form that was still open was given up."""
    form, asking = _text(slots.get("form")), _text(slots.get("asking"))
    over = Event(at, Kind.VISIT_OVER, session, station=station)
    if form is None:
        return (over,)
    return (Event(at, Kind.FORM_GIVEN_UP, session, service=form, station=station, detail=asking or ""), over)


def is_correction(heard: Heard) -> bool:
    """Whether the words say that something else was meant, and not merely no."""
    return heard.label == _CORRECTS or (heard.label == _DENIES and corrects(heard.text))


def _understood(turn: Turn, repairs: int) -> Understood:
    names = [said.name for said in turn.now.messages]
    missed = any(name.startswith((*_MISSED, _NOT_ANSWERED)) for name in names)
    if missed or clarification.NAME in turn.now.actions:
        return Understood.NOT
    return Understood.REPAIRED if repairs else Understood.WELL


def _aspects(turn: Turn) -> Iterator[str]:
    """Aspects of which an answer was shown anew; what is only said again is no answer more."""
    if turn.heard.label in _SAID_AGAIN:
        return
    shown = [said.card.get("aspect") for said in turn.now.messages if said.card]
    yield from dict.fromkeys(str(aspect) for aspect in shown if aspect)


def _of_form(turn: Turn, before: Mapping[str, Any]) -> Iterator[tuple[Kind, str, str | None]]:
    was, is_now = _text(before.get("form")), _text(turn.now.slots.get("form", before.get("form")))
    asked = _text(before.get("asking")) or ""
    if is_now is not None and is_now != was:
        yield Kind.FORM_STARTED, "", is_now
    if was is not None and any(said.name.startswith(_MISSED) for said in turn.now.messages):
        yield Kind.FORM_QUESTION_MISSED, asked, was
    if was is not None and is_now != was and not turn.now.slots.get("case"):
        yield Kind.FORM_GIVEN_UP, asked, was


def _of_rating(turn: Turn) -> Iterator[tuple[Kind, str]]:
    rated, pressed = turn.now.slots.get("rated"), pressed_in(turn)
    if rated in _RATINGS:
        yield Kind.SATISFIED, rated
    elif pressed:
        yield Kind.RATED_WHY, pressed


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None
