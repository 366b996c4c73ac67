"""Asks before anything personal is written down, and remembers the answer either way."""

from __future__ import annotations

from actions.answers import Question, tell
from actions.catalogue.form import FormField
from actions.consenting import consent_in
from actions.form.asking import go_on
from actions.form.place import CLOSED, Place
from actions.form.state import PERSONAL, SPECIAL, is_open
from actions.reply import Message, Outcome


def agreed(place: Place) -> Outcome:
    """Yes: on to the question that needed it. Raises StorageError when the answer cannot be kept."""
    kind = _kind(place)
    _keep(place, kind, given=True)
    return go_on(place.with_filling(place.filling.agreeing(kind, True)))


def refused(place: Place) -> Outcome:
    """No: what needed it is left out; where a name must be, the form ends, and all is told all the same."""
    kind = _kind(place)
    _keep(place, kind, given=False)
    if kind != PERSONAL:
        return go_on(place.with_filling(place.filling.agreeing(kind, False)), Message("utter_form_left_out"))
    private = [field for field in _open_fields(place) if field.sensitive]
    if not any(field.required for field in private):
        return go_on(_without(place, private), Message("utter_form_left_out"))
    ended = Message("utter_form_not_kept")
    if place.form.service is None:
        return Outcome((ended,), CLOSED)
    told = tell(Question(place.form.id, "steps", place.filling.beneficiary), place.turn, place.resources)
    return Outcome((ended, *told.messages), {**told.slots, **CLOSED, "offered": told.slots.get("offered")})


def _open_fields(place: Place) -> list[FormField]:
    return [field for field in place.form.fields(place.filling.beneficiary) if is_open(field, place.filling)]


def _without(place: Place, fields: list[FormField]) -> Place:
    filling = place.filling
    for field in fields:
        filling = filling.skipping(field.key)
    return place.with_filling(filling)


def _keep(place: Place, kind: str, *, given: bool) -> None:
    """Writes down what was agreed to or refused, and in which words it was asked. Raises StorageError."""
    consent = consent_in(place.turn, place.resources, kind, _wording(kind), place.filling.key, given=given)
    with place.resources.units() as work:
        work.consents.add(consent)
        work.commit()


def _kind(place: Place) -> str:
    asking = place.filling.asking
    return asking.removeprefix(SPECIAL) if asking.startswith(SPECIAL) else PERSONAL


def _wording(kind: str) -> str:
    return "utter_form_consent" if kind == PERSONAL else f"utter_form_consent_{kind}"
