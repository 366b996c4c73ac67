"""What is said in the middle of a form and is not about it: answered, and then back to where it was."""

from __future__ import annotations

from collections.abc import Mapping

from actions.answers import APPLY, SERVICE_LABEL, Question, answer, asked_aspect, beneficiary_of, with_wish
from actions.form.asking import asked
from actions.form.fileable import fileable
from actions.form.place import Place, standing
from actions.reply import Message, Outcome
from actions.turn import Heard

_ASKS = "ask."
_TALK: Mapping[str, str] = {
    "dlg.thanks": "utter_thanks",
    "dlg.greet": "utter_greet",
    "dlg.capability": "utter_capability",
    "social.chitchat": "utter_chitchat",
    "social.lonely": "utter_lonely",
    "oos.medical_advice": "utter_medical_advice",
    "meta.privacy": "utter_privacy",
    "vol.assist": "utter_vol_assist",
}
"""What is answered in one sentence."""


def is_question(heard: Heard) -> bool:
    """Whether the words ask something, so plainly that they are no answer even where anything may be said."""
    if heard.label.startswith(_ASKS):
        return True
    return heard.label.startswith(SERVICE_LABEL) and asked_aspect_of(heard) not in ("overview", APPLY)


def asked_aspect_of(heard: Heard) -> str:
    """The aspect that comes with a service."""
    return heard.entities.get("aspect", "overview")


def aside(place: Place) -> Outcome | None:
    """The answer, and the form's question again; None when the words are nothing of the kind."""
    label = place.heard.label
    if label in _TALK:
        return _back(place, Message(_TALK[label]))
    if not label.startswith((_ASKS, SERVICE_LABEL)):
        return None
    other = label.removeprefix(SERVICE_LABEL)
    if other == place.form.id and asked_aspect(place.turn) in ("overview", APPLY):
        return None
    if other in place.catalogue.services and asked_aspect(place.turn) == APPLY and fileable(place.catalogue, other):
        return _later(place, other)
    told = answer(place.turn, place.resources)
    return _back(place, *told.messages, **{"history": told.slots.get("history", place.turn.slots.get("history"))})


def _later(place: Place, other: str) -> Outcome:
    """One thing after the other: the wish is kept for when this form is done."""
    wish = Question(other, APPLY, beneficiary_of(place.turn))
    title = place.catalogue.services[other].title
    waiting = with_wish(place.turn, place.catalogue, wish)
    return _back(place, Message("utter_form_one_at_a_time", {"title": title}), wishes=waiting)


def _back(place: Place, *messages: Message, **slots: object) -> Outcome:
    field = place.field
    where = Message("utter_form_back", {"title": field.title if field else place.form.title})
    return standing(place, *messages, where, asked(place), **slots)
