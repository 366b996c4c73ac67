"""Again, back, yes, no, from the beginning."""

from __future__ import annotations

from dataclasses import replace

from actions import after, bring, danger_asked, mandating, satisfaction, settling, stopping, withdrawing
from actions.answers import (
    ASKING_SERVICE,
    SECOND_WISH,
    Question,
    answer,
    beneficiary_of,
    remembered,
    tell,
    tell_from,
    wishes,
)
from actions.catalogue.model import ASPECTS
from actions.events.model import Rating
from actions.form.begin import resume
from actions.form.place import PUT_ASIDE, Place, place_of
from actions.form.shelf import THROWING_AWAY, thrown_away
from actions.going_on import go_on
from actions.handover import send_for
from actions.model import Reason
from actions.reading_aloud import read_out
from actions.reply import CALL_A_PERSON, Outcome, again, say
from actions.resources import Resources
from actions.rights import answering
from actions.turn import RESUMES, Exchange, Turn
from assistant.text.form_talk import begun_before, resumes

_FALLBACK = "utter_fallback"
_WHAT_ELSE = "utter_what_else"
FORGOTTEN = (
    "service",
    "aspect",
    "beneficiary",
    "offered",
    "wishes",
    "asking",
    "form",
    "filling",
    "expects",
    "told",
    "after",
    "bring",
    "ballot",
    "lesson",
    "recalled",
    "misses",
    "case",
    "handover",
    "history",
)


def repeat(turn: Turn, resources: Resources) -> Outcome:
    """`action_repeat`: what was said last, whole; a question that failed is tried again, a paper is read out."""
    paper = read_out(turn, resources)
    if paper is not None:
        return paper
    before = turn.left if turn.fills == RESUMES else turn.before
    if before is None:
        return say("utter_nothing_to_repeat")
    if before.heard.is_question and all(said.name == _FALLBACK for said in before.messages):
        return answer(turn.asking_again(before), resources)
    return Outcome(tuple(again(said) for said in before.content))


def back(turn: Turn, resources: Resources) -> Outcome:
    """`action_back`: the answer before the one on the screen."""
    services = resources.catalogue.current().services
    history = tuple(one for one in remembered(turn) if one.service in services)
    if turn.before is not None and _shows_answer(turn.before):
        history = history[:-1]
    if not history:
        return say("utter_nothing_before")
    return tell_from(history, turn, resources)


def confirm(turn: Turn, resources: Resources) -> Outcome:
    """`action_confirm`: yes to whatever was just offered, and a kind word when nothing was."""
    before = turn.before
    if before is not None and before.slots.get("offered") == THROWING_AWAY:
        doomed = place_of(turn, resources)
        return thrown_away(doomed) if doomed else say(_WHAT_ELSE, offered=None)
    put_aside = _form_put_aside(before, turn, resources)
    if put_aside is not None:
        return resume(put_aside)
    if begun_before(turn.heard.text):
        return go_on(turn, resources)
    if before is None:
        return say(_WHAT_ELSE)
    alarm = danger_asked.confirmed(turn, resources)
    if alarm is not None:
        return alarm
    if before.slots.get("handover"):
        return say("utter_person_called")
    if before.first_payload == CALL_A_PERSON:
        return send_for(Reason.ASKED, "utter_calling_person", turn, resources)
    if before.slots.get("asking") == ASKING_SERVICE:
        return Outcome(tuple(again(said) for said in before.content), {"asking": ASKING_SERVICE})
    return _take_offer(before, turn, resources)


def decline(turn: Turn, resources: Resources) -> Outcome:
    """`action_decline`: none of the services offered, or simply no."""
    wished = danger_asked.denied(turn, resources)
    if wished is not None:
        return wished
    if turn.before is not None and turn.before.slots.get("asking") == ASKING_SERVICE:
        return say("utter_correct", asking=None)
    if turn.before is not None and turn.before.slots.get("offered") == settling.OFFERED:
        return settling.reopen(turn, resources)
    if turn.before is not None and turn.before.slots.get("offered") in after.AFTER:
        following = after.leave(turn, resources)
        if following is not None:
            return following
    letter = _letter_asked_for(turn.before)
    if letter is not None:
        return mandating.refused(letter, turn, resources)
    return say(_WHAT_ELSE, offered=None, wishes=None, after=None)


def correct(turn: Turn, resources: Resources) -> Outcome:
    """`action_correct`: what was taken wrongly. Told for whom it is, the last answer is given for that person;
    otherwise the person is asked what was meant."""
    history = remembered(turn)
    if not history or "beneficiary" not in turn.heard.entities:
        return say("utter_correct")
    return tell(replace(history[-1], beneficiary=beneficiary_of(turn)), turn, resources)


def start_over(turn: Turn, resources: Resources) -> Outcome:
    """`action_start_over`: forgets everything about the matter in hand; the sentence was said already."""
    return Outcome(slots=dict.fromkeys(FORGOTTEN))


def _letter_asked_for(before: Exchange | None) -> str | None:
    """The number of the letter somebody was just asked to agree to."""
    offered = str(before.slots.get("offered") or "") if before is not None else ""
    return offered.removeprefix(mandating.OFFERED) if offered.startswith(mandating.OFFERED) else None


def _form_put_aside(before: Exchange | None, turn: Turn, resources: Resources) -> Place | None:
    """The form to go on with, when that was just offered or is asked for in words."""
    offered = before is not None and before.slots.get("offered") == PUT_ASIDE
    return place_of(turn, resources) if offered or resumes(turn.heard.text) else None


def _shows_answer(exchange: Exchange) -> bool:
    """Whether an answer of the catalogue is on the screen, the last thing remembered."""
    return any(said.card and said.card.get("aspect") for said in exchange.messages)


def _take_offer(before: Exchange, turn: Turn, resources: Resources) -> Outcome:
    aspect, service = before.slots.get("offered"), turn.text_slot("service")
    if aspect == satisfaction.OFFERED:
        return satisfaction.rated(Rating.GOOD)
    catalogue = resources.catalogue.current()
    if aspect in after.AFTER:
        return after.take(turn, resources)
    if aspect == withdrawing.OFFERED:
        return withdrawing.take_back(turn, resources)
    if aspect == settling.OFFERED:
        return settling.settle(turn, resources)
    if aspect == stopping.STOP:
        return stopping.ask_who(turn, resources)
    if aspect == answering.OFFERED:
        return answering.take(turn, resources)
    if (letter := _letter_asked_for(before)) is not None:
        return mandating.agreed(letter, turn, resources)
    if aspect == bring.OFFERED and service in catalogue.services:
        return bring.begin(catalogue.services[str(service)], beneficiary_of(turn), resources)
    waiting = wishes(turn, catalogue)
    if aspect == SECOND_WISH and waiting:
        return tell(waiting[0], turn, resources)
    if aspect not in ASPECTS or service not in catalogue.services:
        return say(_WHAT_ELSE)
    return tell(Question(str(service), str(aspect), beneficiary_of(turn)), turn, resources)
