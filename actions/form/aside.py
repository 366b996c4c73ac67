"""What is said in the middle of a form and is not about it: answered, and then back to where it was."""

from __future__ import annotations

from collections.abc import Mapping

from actions.answers import (
    APPLY,
    ASPECT_LABEL,
    OVERVIEW,
    SERVICE_LABEL,
    Question,
    answer,
    asked_aspect,
    beneficiary_of,
    with_wish,
)
from actions.form.asking import asked
from actions.form.fileable import fileable
from actions.form.place import Place, standing
from actions.progress import progress
from actions.reply import Message, Outcome
from actions.turn import Heard

_PROGRESS = "meta.progress"
_BELIEVED = 0.4
"""The least confidence at which words are taken for a question and not for an answer nobody understood."""

_NO_QUESTION = (OVERVIEW, APPLY)
"""What the mere name of a service asks for."""

_ABOUT = ("service", "aspect", "history")
"""What an answer leaves behind of what is being talked about."""

_TALK: Mapping[str, str] = {
    "dlg.thanks": "utter_thanks",
    "dlg.greet": "utter_greet",
    "dlg.capability": "utter_capability",
    "social.chitchat": "utter_chitchat",
    "social.lonely": "utter_lonely",
    "oos.medical_advice": "utter_medical_advice",
    "meta.privacy": "utter_form_privacy",
    "vol.assist": "utter_vol_assist",
}
"""What is answered in one sentence."""


def is_question(place: Place) -> bool:
    """Whether the words ask something, so plainly that they are no answer even where anything may be said."""
    heard = place.heard
    if not _is_believed(heard) or _wants_this(heard):
        return False
    if heard.label.startswith(ASPECT_LABEL):
        return True
    return heard.label.startswith(SERVICE_LABEL) and asked_aspect(place.turn) not in _NO_QUESTION


def _is_believed(heard: Heard) -> bool:
    return not heard.ranking or heard.ranking[0].confidence >= _BELIEVED


def wants_it(place: Place) -> bool:
    """Whether somebody says once more that this shall be done."""
    is_this = place.heard.label == SERVICE_LABEL + place.form.id and asked_aspect(place.turn) == APPLY
    return is_this or _wants_this(place.heard)


def _wants_this(heard: Heard) -> bool:
    return heard.label == ASPECT_LABEL + APPLY


def aside(place: Place) -> Outcome | None:
    """The answer, and the form's question again; None when the words are nothing of the kind."""
    label = place.heard.label
    if label in _TALK:
        return back_to_the_question(place, Message(_TALK[label]))
    if label == _PROGRESS:
        return back_to_the_question(place, *progress(place.turn, place.resources).messages)
    if not label.startswith((ASPECT_LABEL, SERVICE_LABEL)) or not _is_believed(place.heard) or _wants_this(place.heard):
        return None
    other = label.removeprefix(SERVICE_LABEL)
    if other == place.form.id and asked_aspect(place.turn) in _NO_QUESTION:
        return None
    if other in place.catalogue.services and asked_aspect(place.turn) == APPLY and fileable(place.catalogue, other):
        return _later(place, other)
    told = answer(place.turn, place.resources)
    about = {name: told.slots[name] for name in _ABOUT if name in told.slots}
    return back_to_the_question(place, *told.messages, **about)


def _later(place: Place, other: str) -> Outcome:
    """One thing after the other: the wish is kept for when this form is done."""
    wish = Question(other, APPLY, beneficiary_of(place.turn))
    title = place.catalogue.services[other].title
    waiting = with_wish(place.turn, place.catalogue, wish)
    return back_to_the_question(place, Message("utter_form_one_at_a_time", {"title": title}), wishes=waiting)


def back_to_the_question(place: Place, *messages: Message, **slots: object) -> Outcome:
    """These messages, and the question that was open."""
    field = place.field
    where = Message("utter_form_back", {"title": field.title if field else place.form.title})
    return standing(place, *messages, where, asked(place), **slots)
