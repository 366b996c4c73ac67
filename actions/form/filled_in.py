"""A field that a volunteer fills in beside the person: read and checked like any answer, and the form goes on.

What the person alone may say is not filled in: consents, and the last yes. A field that needs a consent is open to
a volunteer only after the person gave it.
"""

from __future__ import annotations

from dataclasses import replace

from actions.catalogue.form import FormField
from actions.form.asking import go_on
from actions.form.place import Place, standing
from actions.form.reading import Miss, Question, read_answer
from actions.form.state import PERSONAL
from actions.reply import Message, Outcome

_NO_FIELD = "field"
_NO_CONSENT = "consent"


def filled_in(place: Place, key: str) -> Outcome:
    """The form with the field filled in and its next question; or why not, for the desk alone."""
    fields = place.form.fields(place.filling.beneficiary)
    field = next((field for field in fields if field.key == key), None)
    if field is None:
        return _refused(place, key, "", _NO_FIELD)
    if not _is_allowed(place, field):
        return _refused(place, key, field.title, _NO_CONSENT)
    read = read_answer(_question(place, field), place.heard)
    if isinstance(read, Miss):
        return _refused(place, key, field.title, read.problem)
    told = place.with_filling(place.filling.told(read.told))
    return go_on(told, Message("utter_form_filled_in", {"title": field.title}))


def _is_allowed(place: Place, field: FormField) -> bool:
    agreed = place.filling.agreed
    return (PERSONAL in agreed or not field.sensitive) and (field.consent is None or field.consent in agreed)


def _question(place: Place, field: FormField) -> Question:
    """As if the person had been asked once before: somebody who types means what they type."""
    return replace(place.question(field), filling=replace(place.filling, begun="", misses=1))


def _refused(place: Place, key: str, title: str, problem: str) -> Outcome:
    card = {"kind": "desk", "key": key, "problem": problem}
    return standing(place, Message("utter_form_not_filled_in", {"title": title}, card=card))
