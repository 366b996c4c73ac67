"""Begins a form, or goes on with the one that was put aside."""

from __future__ import annotations

from dataclasses import replace

from actions.catalogue.form import FormField
from actions.catalogue.model import SELF
from actions.catalogue.teller import Teller
from actions.form.asking import go_on
from actions.form.authority import with_mandate
from actions.form.choosing import named_in
from actions.form.place import Place, place_for, place_of, with_told
from actions.form.state import new_filling
from actions.reply import Message, Outcome
from actions.resources import Resources
from actions.turn import Turn

_TOLD_AT_ONCE = ("phone", "name")
"""What may be taken from the very words the form was asked for with: whole and valid, or not at all."""

_TELLING = 8
"""Characters from which those words tell more than the name of the matter."""


def begin(about: str, beneficiary: str, turn: Turn, resources: Resources) -> Outcome:
    """The first words of a form and its first question; the form put aside, if it is that one. `about` must be
    something that can be filed. Raises StorageError."""
    put_aside = place_of(turn, resources)
    if put_aside is not None and (put_aside.filling.about, put_aside.filling.beneficiary) == (about, beneficiary):
        return resume(put_aside)
    place = place_for(new_filling(about, beneficiary), turn, resources)
    assert place is not None
    return go_on(with_mandate(_with_what_was_said(place)), *_opening(place), **_topic(place))


def resume(place: Place) -> Outcome:
    """On with a form where it stopped."""
    filling = replace(place.filling, paused=False)
    return go_on(place.with_filling(filling), Message("utter_form_resumed", {"title": place.form.title}))


def _opening(place: Place) -> tuple[Message, ...]:
    """What the form is for and how to speak to it; and what somebody who acts for another may not do."""
    purpose = place.form.form.purpose.replace("{who}", place.who)
    opening = Message("utter_form_begin", {"purpose": purpose})
    limits = _limits(place)
    return (opening, Message("utter_form_limits", {"limits": limits})) if limits else (opening,)


def _limits(place: Place) -> str:
    service = place.form.service
    if service is None or not place.is_for_another:
        return ""
    teller = Teller(service, place.catalogue, place.today, place.filling.beneficiary)
    said, _ = teller.tell(service.proxy.may_not, "proxy")
    return "".join(said)


def _topic(place: Place) -> dict[str, object]:
    """The service being talked about, for questions in between."""
    return {"service": place.form.id, "aspect": "apply"} if place.form.service else {}


def _with_what_was_said(place: Place) -> Place:
    if place.heard.is_touched:
        return place
    fields = place.form.fields(place.filling.beneficiary)
    return with_told(place, [field for field in fields if _is_in_opening(place, field)])


def _is_in_opening(place: Place, field: FormField) -> bool:
    heard = place.heard
    named = field.type in _TOLD_AT_ONCE and field.type in heard.entities and place.filling.beneficiary == SELF
    told = field.from_opening and len(heard.text) >= _TELLING
    chosen = field.consent is None and named_in(field, heard.text) is not None
    return named or chosen or told
