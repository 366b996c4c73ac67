"""Answers what was asked about a service, in one message with a card and what to ask next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from actions import bring
from actions.activities.keeping import SIGN_UP
from actions.activities.whats_on import ASPECTS as ASPECTS_OF_ACTIVITIES
from actions.activities.whats_on import whats_on
from actions.card import answer_card
from actions.catalogue.answer import Answer, compose
from actions.catalogue.model import ASPECTS, SELF, Catalogue, NearTwin, Service
from actions.choices import everyday_buttons, service_buttons
from actions.form.begin import begin
from actions.form.fileable import fileable
from actions.model import NeedKind
from actions.reply import Button, Outcome, aspect_payload, say, service_payload
from actions.resources import Resources
from actions.turn import Exchange, Heard, Turn
from actions.twins import twin_in
from actions.unmet import note_withheld, note_words
from actions.warned import warned_again
from assistant.text.questions import asks, wants_done

SERVICE_LABEL = "svc."
ASPECT_LABEL = "ask."
OVERVIEW = "overview"
APPLY = "apply"
MATERIALS = "materials"
ASKING_SERVICE = "service"
"""The value of the slot `asking` while the question is which service is meant."""

SECOND_WISH = "wish"
"""The value of the slot `offered` while the offer is what else was asked about."""

TWIN_QUESTION = "utter_ask_twin"
_NO_SERVICE_BUTTON = "/oos"
_HISTORY_LENGTH = 6
_NOT_OFFERED_ALOUD = frozenset({APPLY, "status"})
"""What one does rather than hears about; a button for it is enough."""


@dataclass(frozen=True)
class Question:
    """One aspect of one service, for one person."""

    service: str
    aspect: str
    beneficiary: str = SELF

    def as_slot(self) -> list[str]:
        return [self.service, self.aspect, self.beneficiary]


def answer(turn: Turn, resources: Resources) -> Outcome:
    """`action_answer`. Raises StorageError when there is no catalogue to answer from."""
    warning = warned_again(turn) if turn.heard.label.startswith(ASPECT_LABEL) else None
    if warning is not None:
        return warning
    catalogue = resources.catalogue.current()
    service = _service(turn, catalogue)
    aspect = _aspect(turn, service)
    if service is None:
        return ask_which(turn, catalogue, aspect)
    twin = twin_in(turn.heard.text, service) if turn.heard.label.startswith(SERVICE_LABEL) else None
    if twin is None:
        return tell(Question(service.id, aspect, beneficiary_of(turn)), turn, resources)
    if turn.before is not None and turn.before.said(TWIN_QUESTION):
        return _take_twin(twin, aspect, turn, resources)
    return _ask_twin(twin, service, aspect, turn, catalogue)


def answer_about(service: str, heard: Heard, turn: Turn, resources: Resources) -> Outcome:
    """The answer to these words as a question about this service, whatever they were understood as.

    Raises StorageError when there is no catalogue to answer from.
    """
    asked = replace(heard, label=SERVICE_LABEL + service)
    return answer(turn.asking_again(Exchange(asked)), resources)


def tell(question: Question, turn: Turn, resources: Resources) -> Outcome:
    """The answer to a question, remembered so that it can be gone back to; for a service that is taken in here and
    that somebody wants done, the first question of its form. The service must be known."""
    catalogue = resources.catalogue.current()
    waiting = _kept_wishes(turn, question, catalogue)
    if question.service == SIGN_UP and question.aspect in ASPECTS_OF_ACTIVITIES:
        listed = whats_on(question.aspect, turn, resources)
        if listed is not None:
            return Outcome(listed.messages, {**listed.slots, "wishes": _as_slot(waiting)})
    if question.aspect == APPLY and fileable(catalogue, question.service) is not None:
        begun = begin(question.service, question.beneficiary, turn, resources)
        return replace(begun, slots={**begun.slots, "wishes": _as_slot(waiting)})
    told = compose(
        catalogue.services[question.service],
        question.aspect,
        catalogue=catalogue,
        today=resources.clock.today(),
        beneficiary=question.beneficiary,
    )
    note_withheld(turn, resources, told)
    history = remembered(turn)
    if not history or history[-1] != question:
        history = (*history, question)[-_HISTORY_LENGTH:]
    spoken = _spoken(told, history, catalogue, waiting)
    return _offering_list(spoken, question, resources) if not waiting else spoken


def remembered(turn: Turn) -> tuple[Question, ...]:
    """The answers given so far in this conversation, the latest last."""
    return tuple(Question(*item) for item in turn.slots.get("history") or ())


def wishes(turn: Turn, catalogue: Catalogue) -> tuple[Question, ...]:
    """What was asked about besides, before, and waits to be told."""
    kept = (Question(*item) for item in turn.slots.get("wishes") or ())
    return tuple(one for one in kept if one.service in catalogue.services)


def with_wish(turn: Turn, catalogue: Catalogue, wish: Question) -> list[list[str]] | None:
    """The slot `wishes` with one more that waits."""
    others = tuple(one for one in wishes(turn, catalogue) if one.service != wish.service)
    return _as_slot((*others, wish))


def tell_from(history: tuple[Question, ...], turn: Turn, resources: Resources) -> Outcome:
    """The last answer of a history, which becomes the whole of what is remembered."""
    slots = {**turn.slots, "history": [one.as_slot() for one in history]}
    return tell(history[-1], Turn(turn.session, turn.channel, turn.now, slots, turn.earlier), resources)


def beneficiary_of(turn: Turn) -> str:
    """Whose matter it is: as just said, or as said before."""
    return turn.heard.entities.get("beneficiary") or turn.text_slot("beneficiary") or SELF


def ask_which(turn: Turn, catalogue: Catalogue, aspect: str) -> Outcome:
    """Asks which service the question is about; what was asked is kept for when the person says which."""
    buttons = everyday_buttons(catalogue, aspect)
    return say("utter_which_service", buttons=buttons, **_asking(turn, aspect))


def asked_aspect(turn: Turn) -> str:
    """The aspect the words ask about."""
    label = turn.heard.label
    aspect = label.removeprefix(ASPECT_LABEL) if label.startswith(ASPECT_LABEL) else None
    return _known(aspect or turn.heard.entities.get("aspect"))


def _service(turn: Turn, catalogue: Catalogue) -> Service | None:
    label = turn.heard.label
    if label.startswith(SERVICE_LABEL):
        return catalogue.services.get(label.removeprefix(SERVICE_LABEL))
    return catalogue.services.get(turn.text_slot("service") or "")


def _aspect(turn: Turn, service: Service | None) -> str:
    """As asked; a bare name after "which one?" keeps to what was asked before, and whoever reports what is the matter
    wants it filed. Whoever only tells what happened wants nothing filed yet."""
    aspect = asked_aspect(turn)
    if aspect != OVERVIEW and not _only_tells(turn, aspect):
        return aspect
    if turn.before is not None and turn.before.slots.get("asking") == ASKING_SERVICE:
        return _known(turn.text_slot("aspect"))
    return APPLY if _reports(turn, service) else OVERVIEW


def _only_tells(turn: Turn, aspect: str) -> bool:
    told = turn.heard.label.startswith(SERVICE_LABEL) and not turn.heard.is_touched
    return told and aspect == APPLY and not wants_done(turn.heard.text)


def _reports(turn: Turn, service: Service | None) -> bool:
    takes_reports = service is not None and service.form is not None and service.form.from_report
    return takes_reports and not turn.heard.is_touched and not asks(turn.heard.text)


def _known(aspect: str | None) -> str:
    """The aspect, where it is one; what a service is, otherwise."""
    return aspect if aspect in ASPECTS else OVERVIEW


def _asking(turn: Turn, aspect: str) -> dict[str, Any]:
    return {
        "aspect": aspect,
        "beneficiary": beneficiary_of(turn),
        "asking": ASKING_SERVICE,
        "offered": None,
    }


def _ask_twin(twin: NearTwin, service: Service, aspect: str, turn: Turn, catalogue: Catalogue) -> Outcome:
    known = catalogue.services.get(twin.service or "")
    other = service_payload(known.id, aspect) if known else _NO_SERVICE_BUTTON
    buttons = (*service_buttons([service], aspect), Button(known.title if known else twin.term, other))
    return say(TWIN_QUESTION, {"question": twin.ask}, buttons, **_asking(turn, aspect))


def _take_twin(twin: NearTwin, aspect: str, turn: Turn, resources: Resources) -> Outcome:
    """The person was asked and said the twin's word again: that one is meant."""
    if twin.service in resources.catalogue.current().services:
        return tell(Question(str(twin.service), aspect, beneficiary_of(turn)), turn, resources)
    note_words(turn, resources, NeedKind.NO_SERVICE, turn.heard.label, twin.service)
    return say("utter_out_of_scope", asking=None, offered=None)


def _kept_wishes(turn: Turn, question: Question, catalogue: Catalogue) -> tuple[Question, ...]:
    """What was asked about besides, now or before, and has not been told yet."""
    kept = wishes(turn, catalogue)
    also = turn.heard.entities.get("also")
    if also in catalogue.services:
        kept = (*kept, Question(also, _known(turn.heard.entities.get("also_aspect")), question.beneficiary))
    return tuple(one for one in kept if one.service != question.service)


def _spoken(
    told: Answer, history: tuple[Question, ...], catalogue: Catalogue, waiting: tuple[Question, ...]
) -> Outcome:
    buttons = tuple(Button(next_.title, aspect_payload(next_.aspect)) for next_ in told.follow_ups)
    values = {"answer": "".join(told.spoken)}
    offered = SECOND_WISH if waiting else _not_told_yet(told, history)
    slots = {
        "service": told.service,
        "aspect": told.aspect,
        "beneficiary": told.beneficiary,
        "history": [one.as_slot() for one in history],
        "wishes": _as_slot(waiting),
        "offered": offered,
        "asking": None,
    }
    response = "utter_answer"
    if waiting:
        second = catalogue.services[waiting[0].service]
        response = "utter_answer_then_second"
        values["second"] = second.title
        buttons = (*service_buttons([second], waiting[0].aspect), *buttons)
    elif offered is not None:
        response = "utter_answer_offering"
        values["first"] = catalogue.titles.aspects[offered]
    return say(response, values, buttons, answer_card(told, catalogue), **slots)


def _as_slot(waiting: tuple[Question, ...]) -> list[list[str]] | None:
    return [one.as_slot() for one in waiting] or None


def _offering_list(spoken: Outcome, question: Question, resources: Resources) -> Outcome:
    """To hear only of the papers one really needs is offered where two or three questions can tell."""
    service = resources.catalogue.current().services[question.service]
    if question.aspect != MATERIALS or not bring.is_worth_asking(service, question.beneficiary, resources):
        return spoken
    (message,) = spoken.messages
    offering = replace(message, response="utter_answer_offering_list")
    return Outcome((offering,), {**spoken.slots, "offered": bring.OFFERED})


def _not_told_yet(told: Answer, history: tuple[Question, ...]) -> str | None:
    """The first follow-up this person has not heard about this service."""
    heard = {one.aspect for one in history if one.service == told.service}
    untold = (next_.aspect for next_ in told.follow_ups if next_.aspect not in heard)
    return next((aspect for aspect in untold if aspect not in _NOT_OFFERED_ALOUD), None)
