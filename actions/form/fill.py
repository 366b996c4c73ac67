"""`action_form`: one turn within a form. Answers are taken, corrected and gone back to; questions in between are
answered; what cannot be made out three times brings a person."""

from __future__ import annotations

from dataclasses import replace

from actions.catalogue.form import FormField
from actions.form.aside import aside, back_to_the_question, is_question, wants_it
from actions.form.asking import ask, asked, card, choices, go_on, noted, prompt
from actions.form.choosing import named_in
from actions.form.consent import agreed, refused
from actions.form.correction import change_in, correction_in
from actions.form.filled_in import filled_in
from actions.form.known import OF_THE_PERSON, remembered, reusable, with_known, with_recalled
from actions.form.place import CLOSED, PUT_ASIDE, Place, place_of, standing, with_told
from actions.form.reading import Miss, Read, read_answer, yes_or_no
from actions.form.review import file_form, which_to_change
from actions.form.shelf import put_away, throw_away
from actions.form.state import CONFIRM, CONSENT, KNOWN, REVIEW, SPECIAL
from actions.handover import send_for
from actions.listening import LABEL as LONELY
from actions.listening import SAID as LISTENING
from actions.model import Reason
from actions.reply import Message, Outcome, say
from actions.resources import Resources
from actions.turn import RESUMES, Turn
from assistant.text.form_talk import is_only_going_on, only_hesitates, puts_off, skips, submits, withholds
from assistant.text.nearest import longest_said

NAME = "action_form"

_MOST_MISSES = 3
_SHORT = 6
_STOPS = ("dlg.cancel", "dlg.bye")
_OPEN = ("text", "name")
"""Types of field that almost any words could answer."""


def fill(turn: Turn, resources: Resources) -> Outcome:
    """The outcome of a turn while a form is being filled. Raises StorageError."""
    place = place_of(turn, resources)
    if place is None:
        return say("utter_form_lost", **CLOSED)
    if place.filling.paused:
        return throw_away(place)
    if turn.fills == RESUMES:
        return ask(place)
    if turn.fills:
        return filled_in(place, turn.fills)
    if only_hesitates(turn.heard.text):
        return _missed(place, _nothing_said(place))
    if _stops(place):
        return pause(place)
    if _would_rather_talk(place):
        return _listen(place)
    return _other_person(place) or _step(place)


def pause(place: Place) -> Outcome:
    """Puts the form aside; nothing of it is filed, and it can be gone on with, in this visit or at another one."""
    told = remembered(place.turn.slots.get("told"), place)
    aside = _put_aside(place)
    return standing(aside, Message("utter_form_paused"), *put_away(aside), told=told, offered=PUT_ASIDE)


def _put_aside(place: Place) -> Place:
    return place.with_filling(replace(place.filling, paused=True))


def _would_rather_talk(place: Place) -> bool:
    """Whether somebody tells for the second time in a row how lonely it is: then no form matters."""
    last = place.turn.before
    return place.heard.label == LONELY and last is not None and last.heard.label == LONELY


def _listen(place: Place) -> Outcome:
    return standing(_put_aside(place), *map(Message, LISTENING), offered=None)


def _nothing_said(place: Place) -> Miss:
    if place.filling.asking == REVIEW:
        return Miss("review")
    if place.field is None or place.filling.asking.startswith(CONFIRM):
        return Miss("yes_no")
    read = read_answer(place.question(place.field), replace(place.heard, text="", label=""))
    return read if isinstance(read, Miss) else Miss(place.field.type)


def _stops(place: Place) -> bool:
    """Whether the form shall stop here; not where the words answer what was asked."""
    if _is_answered(place):
        return False
    is_said = puts_off(place.heard.text)
    field = place.field
    if field is not None and field.type == "text":
        return is_said and place.heard.label in _STOPS
    return is_said or place.heard.label in _STOPS


def _is_answered(place: Place) -> bool:
    """Whether the words answer what was asked, where not any words would."""
    field = place.field
    if field is None or field.type in _OPEN:
        return False
    return isinstance(read_answer(place.question(field), place.heard), Read)


def _step(place: Place) -> Outcome:
    asking = place.filling.asking
    if is_only_going_on(place.heard.text):
        return back_to_the_question(place)
    if asking == CONSENT or asking.startswith(SPECIAL):
        return _consent(place)
    if asking == KNOWN:
        return _known(place)
    if asking == REVIEW:
        return _review(place)
    return _confirm(place) if asking.startswith(CONFIRM) else _answer(place)


def _consent(place: Place) -> Outcome:
    if withholds(place.heard.text):
        return refused(place)
    told = True if submits(place.heard.text) or wants_it(place) else yes_or_no(place.heard)
    if told is None or is_question(place):
        tells_already = place.heard.label.startswith("inform.")
        return aside(place) or _missed(place, Miss("consent" if tells_already else "yes_no"))
    return agreed(place) if told else refused(place)


def _known(place: Place) -> Outcome:
    told = yes_or_no(place.heard)
    if told is None or is_question(place):
        return aside(place) or _missed(place, Miss("yes_no"))
    taken = reusable(place) if told else ()
    return go_on(place.with_filling(with_known(place.filling, taken)))


def _review(place: Place) -> Outcome:
    changed = _corrected(place)
    if changed is not None:
        return changed
    told = yes_or_no(place.heard)
    if submits(place.heard.text) or told:
        return file_form(place)
    if told is False or place.heard.label == "dlg.correct":
        return which_to_change(place)
    return _gone_back(place) or aside(place) or _missed(place, Miss("review"))


def _confirm(place: Place) -> Outcome:
    field = place.field
    assert field is not None
    told = yes_or_no(place.heard)
    if told:
        read = read_answer(place.question(field), replace(place.heard, text=place.filling.begun))
        assert isinstance(read, Read)
        return go_on(place.with_filling(place.filling.told(read.told)), Message("utter_form_noted"))
    read_again = read_answer(place.question(field), place.heard)
    if isinstance(read_again, Read):
        return _taken(place, read_again)
    if told is False:
        opened = place.with_filling(replace(place.filling.at(field.key), misses=1))
        return standing(opened, prompt(opened, field, field.second_prompt))
    return aside(place) or _missed(place, Miss("yes_no"))


def _answer(place: Place) -> Outcome:
    field = place.field
    if field is None:
        return go_on(place)
    outcome = _left_out(place, field) or _gone_back(place) or _corrected(place)
    if outcome is not None:
        return outcome
    if field.type in _OPEN and is_question(place):
        return aside(place) or _missed(place, Miss(field.type))
    read = read_answer(place.question(field), place.heard)
    if isinstance(read, Read) and not _is_other_talk(place, field):
        return _taken(place, read)
    miss = read if isinstance(read, Miss) else Miss(field.type)
    return aside(place) or _missed(place, miss)


def _is_other_talk(place: Place, field: FormField) -> bool:
    """Whether words that could be an answer are more likely talk: a name alone is any two characters. A choice said in
    so many words, and hardly more, is one."""
    if field.type == "name":
        return place.heard.label.startswith(("svc.", "ask.", "dlg.", "social.", "meta."))
    if field.type == "choice" and len(place.heard.text) <= _SHORT and longest_said(field.choices, place.heard.text):
        return False
    return place.heard.label.startswith("ask.") and field.type in ("address", "choice", "yes_no")


def _taken(place: Place, read: Read) -> Outcome:
    if read.to_confirm:
        confirming = replace(place.filling, asking=CONFIRM + read.told.key, begun=read.told.value, misses=0)
        return ask(place.with_filling(confirming))
    answered, recalled = with_recalled(_with_choices_said(place.with_filling(place.filling.told(read.told))))
    return go_on(answered, noted(read), **recalled)


def _with_choices_said(place: Place) -> Place:
    """Whoever tells a day may have told the time of day that is asked next, in the same breath."""
    if place.field is None or place.field.type != "date":
        return place
    unanswered = (one for one in place.form.fields(place.filling.beneficiary) if not place.filling.answer(one.key))
    return with_told(place, [field for field in unanswered if named_in(field, place.heard.text)])


def _left_out(place: Place, field: FormField) -> Outcome | None:
    """A question that need not be answered is left out; one that must be is a matter for a person."""
    text = place.heard.text
    if not field.required and field.type != "yes_no" and (skips(text) or withholds(text)):
        return go_on(place.with_filling(place.filling.skipping(field.key)), Message("utter_form_left_out"))
    if field.sensitive and withholds(text):
        return standing(place, Message("utter_form_must_have", {"title": field.title}, card=card(place)))
    return None


def _gone_back(place: Place) -> Outcome | None:
    last = place.filling.last
    if place.heard.label != "dlg.back" or last is None:
        return None
    opened = place.filling.without(last.key).at(last.key)
    return ask(place.with_filling(opened), Message("utter_form_back", {"title": last.title}))


def _corrected(place: Place) -> Outcome | None:
    """An earlier answer put right, or asked for anew; then the question that was open."""
    field = place.field or place.form.fields(place.filling.beneficiary)[0]
    question = place.question(field)
    found = correction_in(place.heard, question, place.form)
    if found is None:
        found = change_in(place.heard, question, place.form) if place.filling.asking == REVIEW else None
    if found is None:
        return None
    if found.read is None:
        return _reopened(place, found.field)
    if found.read.to_confirm:
        return _taken(place, found.read)
    return go_on(place.with_filling(place.filling.told(found.read.told)), Message("utter_form_corrected"))


def _reopened(place: Place, field: FormField) -> Outcome:
    opened = place.filling.without(field.key).at(field.key)
    return ask(place.with_filling(opened), Message("utter_form_say_again"))


def _other_person(place: Place) -> Outcome | None:
    """It is for somebody else than was thought: what was told of the one is not the other's."""
    who = place.heard.entities.get("beneficiary")
    if who in (None, place.filling.beneficiary) or not _is_about_whom(place):
        return None
    keys = [told.key for told in place.filling.answers if told.type in OF_THE_PERSON]
    filling = replace(place.filling.without(*keys), beneficiary=str(who))
    changed = place.with_filling(filling)
    return go_on(changed, Message("utter_form_for_whom", {"who": changed.who}))


def _is_about_whom(place: Place) -> bool:
    if _is_answered(place):
        return False
    return place.heard.label in ("dlg.correct", "dlg.deny", "inform.relation", "vol.assist") or (
        place.heard.label == f"svc.{place.form.id}" and not is_question(place)
    )


def _missed(place: Place, miss: Miss) -> Outcome:
    """Asked another way; then with large choices or an explanation; then a person."""
    missed = place.with_filling(place.filling.missed(miss.begun))
    if missed.filling.misses >= _MOST_MISSES:
        called = send_for(Reason.NOT_UNDERSTOOD, "utter_form_person", place.turn, place.resources)
        held = standing(missed.with_filling(replace(missed.filling, misses=0)), *called.messages)
        return Outcome(held.messages, {**held.slots, **called.slots})
    why = Message(f"utter_form_miss_{miss.problem}")
    return standing(missed, why, _asked_otherwise(missed))


def _asked_otherwise(place: Place) -> Message:
    field = place.field
    if place.filling.asking == CONSENT:
        return Message("utter_form_consent_again", card=card(place))
    if field is None or place.filling.asking.startswith(CONFIRM):
        return asked(place)
    if place.filling.misses == 1:
        return prompt(place, field, field.second_prompt)
    response = "utter_form_choose" if choices(field) else "utter_form_explain"
    return prompt(place, field, field.second_prompt, response if field.required else f"{response}_optional")
