"""Asks the next question of a form: what was just noted, the question itself, large choices, the form so far."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from actions.cases.model import Told
from actions.cases.sorting import topic_in
from actions.catalogue.form import FormField
from actions.form.known import reusable
from actions.form.place import Place, standing
from actions.form.reading import Read
from actions.form.state import CONFIRM, CONSENT, KNOWN, REVIEW, SPECIAL, next_question
from actions.reply import Button, Message, Outcome
from assistant.text.addresses import leads_to_a_door
from assistant.text.personal import personal_numbers
from assistant.text.summary import in_one_sentence

_ALOUD = ("name", "choice", "yes_no", "text", "relation")
_SHORT, _ONE_SENTENCE = 16, 30
"""Characters of an answer, and of what was told freely, that are read out before a form goes."""


def go_on(place: Place, *before: Message, **slots: Any) -> Outcome:
    """The next question, after these messages."""
    asking = next_question(place.filling, place.form, can_reuse=bool(reusable(place)))
    return ask(place.with_filling(place.filling.at(asking)), *before, **slots)


def ask(place: Place, *before: Message, **slots: Any) -> Outcome:
    """The question the form stands at."""
    return standing(place, *before, asked(place), **slots)


def asked(place: Place) -> Message:
    """That question as a message."""
    asking = place.filling.asking
    if asking.startswith(CONFIRM):
        return _confirming(place)
    if asking.startswith(SPECIAL):
        return Message(f"utter_form_{asking.replace('.', '_')}", {"title": _title_of(asking, place)}, card=card(place))
    if asking in _SPOKEN:
        return replace(_SPOKEN[asking](place), card=card(place))
    field = place.field
    assert field is not None
    return prompt(place, field, field.prompt)


def prompt(place: Place, field: FormField, words: str, response: str = "utter_form_ask") -> Message:
    """A question about a field, in the words given."""
    text = words.replace("{who}", place.who)
    return Message(response, {"prompt": text}, buttons=choices(field), card=card(place))


def choices(field: FormField) -> tuple[Button, ...]:
    """What the person may touch instead of speaking."""
    return tuple(Button(choice, choice) for choice in field.choices)


def noted(read: Read) -> Message:
    """That an answer was taken, with as much of it as may be heard in a public room."""
    if read.tail:
        return Message("utter_form_noted_tail", {"tail": read.tail}, personal=(read.tail,))
    return Message("utter_form_noted_value", {"value": read.aloud}) if read.aloud else Message("utter_form_noted")


def card(place: Place) -> dict[str, Any]:
    """The form so far, large; numbers masked. `patience_seconds`: how long the ear waits in this answer."""
    field = place.field
    told = [{"text": one.title, "note": one.shown} for one in place.filling.answers]
    shown = {"kind": "form", "title": place.form.title, "heading": field.title if field else "", "items": told}
    return {**shown, "patience_seconds": field.patience_seconds} if field else shown


def _consent(place: Place) -> Message:
    titles = [field.title for field in place.form.fields(place.filling.beneficiary) if field.sensitive]
    things = place.catalogue.phrases.joiner.join(dict.fromkeys(titles))
    return Message("utter_form_consent", {"things": things})


def _known(place: Place) -> Message:
    things = place.catalogue.phrases.joiner.join(told.title for told in reusable(place))
    return Message("utter_form_known", {"things": things})


def _review(place: Place) -> Message:
    """What may be heard by others, and in one sentence what was told freely."""
    said = (_said_back(told, place) for told in place.filling.answers)
    summary = place.catalogue.phrases.joiner.join(one for one in said if one)
    return Message("utter_form_review", {"summary": summary or place.form.title})


def _said_back(told: Told, place: Place) -> str:
    """An answer as others may hear it; of one told freely what it is about, at the least."""
    field = place.form.field(told.key)
    if told.type not in _ALOUD or (field is not None and not field.may_be_heard):
        return ""
    if told.type == "text":
        return _told_freely(told)
    return told.title + _aloud(told) if _is_short(told) else ""


def _told_freely(told: Told) -> str:
    sentence = in_one_sentence(told.value, _ONE_SENTENCE)
    if sentence == told.value and _is_short(told):
        return told.title + sentence
    return sentence or topic_in(told.value) or ""


def _aloud(told: Told) -> str:
    return told.value if told.type == "name" else told.shown


def _is_short(told: Told) -> bool:
    """Short, and without a door or a number in it."""
    return len(told.value) <= _SHORT and not (personal_numbers(told.value) or leads_to_a_door(told.value))


def _confirming(place: Place) -> Message:
    tail = place.filling.begun[-4:]
    return Message("utter_form_confirm", {"tail": tail}, card=card(place), personal=(tail,))


def _title_of(asking: str, place: Place) -> str:
    kind = asking.removeprefix(SPECIAL)
    fields = place.form.fields(place.filling.beneficiary)
    return next(field.title for field in fields if field.consent == kind)


_SPOKEN = {CONSENT: _consent, KNOWN: _known, REVIEW: _review}
