"""What to bring, for this very person: two or three questions, then the list, then what is still missing.

Slot `bring`: {"service", "for_whom", "facts": {condition: bool}, "have": [keys of papers]}; what is asked stands in
the slot `asking`, as `bring.` and the condition, or `bring.have`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from actions.catalogue.model import Service
from actions.form.reading import yes_or_no
from actions.handover import send_for
from actions.materials.asking import questions
from actions.materials.model import Guide, Need, Question, Situation
from actions.materials.needed import is_complete, needed
from actions.materials.ticking import missing, ticked
from actions.model import Reason
from actions.reply import Message, Outcome, say
from actions.resources import Resources
from actions.turn import Turn

NAME = "action_bring"
OFFERED = "bring"
"""The value of the slot `offered` while the offer is to find out what this person needs."""

ASKING = "bring."
HAVE = "bring.have"
_SPOKEN = 4
"""More things than this are left to the screen."""


@dataclass(frozen=True)
class Errand:
    """A service to bring things for, and what is known of the person."""

    service: Service
    situation: Situation
    have: frozenset[str]
    guide: Guide

    @property
    def needs(self) -> tuple[Need, ...]:
        return needed(self.service, self.situation, self.guide)

    def as_slot(self) -> dict[str, Any]:
        """As it is kept between turns."""
        facts = dict(self.situation.facts)
        person = {"for_whom": self.situation.for_whom, "facts": facts}
        return {"service": self.service.id, "have": sorted(self.have), **person}

    @property
    def who(self) -> str:
        """How the person is spoken of."""
        return self.guide.catalogue.phrases.spoken_of(self.situation.for_whom)


def is_worth_asking(service: Service, for_whom: str, resources: Resources) -> bool:
    """Whether a question would make the list shorter or surer."""
    return bool(questions(service, Situation(for_whom), _guide(resources)))


def needed_by(service: Service, for_whom: str, turn: Turn, resources: Resources) -> tuple[Need, ...]:
    """The papers this very person needs, as far as this visit has shown."""
    errand = _errand(turn, resources)
    facts = errand.situation.facts if errand is not None and errand.service.id == service.id else {}
    return needed(service, Situation(for_whom, facts), _guide(resources))


def begin(service: Service, for_whom: str, resources: Resources) -> Outcome:
    """The first question, or the list at once where there is none to ask."""
    return _go_on(Errand(service, Situation(for_whom), frozenset(), _guide(resources)))


def bring(turn: Turn, resources: Resources) -> Outcome:
    """`action_bring`: an answer to one of the questions, or what the person has. Raises StorageError."""
    errand = _errand(turn, resources)
    if errand is None:
        return say("utter_which_service", asking=None)
    asking = turn.text_slot("asking") or ""
    if asking.startswith(ASKING) and asking != HAVE:
        return _answered(asking.removeprefix(ASKING), errand, turn, resources)
    have = ticked(turn.heard.text, errand.needs, errand.guide.words, errand.have)
    return _what_is_missing(replace(errand, have=have))


def _answered(fact: str, errand: Errand, turn: Turn, resources: Resources) -> Outcome:
    told = yes_or_no(turn.heard)
    if told is None:
        return _missed(fact, errand, turn, resources)
    facts = {**errand.situation.facts, fact: told}
    return _go_on(replace(errand, situation=replace(errand.situation, facts=facts)))


def _missed(fact: str, errand: Errand, turn: Turn, resources: Resources) -> Outcome:
    """Asked another way once; then a person."""
    misses = turn.slots.get("misses")
    if isinstance(misses, int) and misses >= 1:
        called = send_for(Reason.NOT_UNDERSTOOD, "utter_not_understood_person", turn, resources)
        return Outcome(called.messages, {**called.slots, "asking": None, "misses": 0})
    question = errand.guide.words.questions[fact]
    return _asked(question, question.second_prompt, errand, misses=1)


def _go_on(errand: Errand) -> Outcome:
    left = questions(errand.service, errand.situation, errand.guide)
    return _asked(left[0], left[0].prompt, errand) if left else _list(errand)


def _asked(question: Question, words: str, errand: Errand, **slots: Any) -> Outcome:
    prompt = words.replace("{who}", errand.who)
    kept = {"bring": errand.as_slot(), "asking": ASKING + question.key, "offered": None}
    return say("utter_bring_ask", {"prompt": prompt}, **{**kept, **slots})


def _list(errand: Errand) -> Outcome:
    needs = errand.needs
    if not needs:
        return say("utter_bring_nothing", asking=None, bring=errand.as_slot())
    whole = is_complete(errand.service, errand.situation, errand.guide)
    messages = [
        Message(_named("utter_bring_list", whole), {"things": _things(needs, errand)}, card=_card(needs, errand))
    ]
    for need in needs:
        if need.is_gone and (need.substitute or need.where_to_get):
            values = {"thing": need.item, "instead": need.substitute or "", "where": need.where_to_get or ""}
            messages.append(Message("utter_bring_instead", values))
    slots = {"bring": errand.as_slot(), "asking": HAVE, "offered": None, "aspect": "materials"}
    return Outcome((*messages, Message("utter_bring_have")), slots)


def _what_is_missing(errand: Errand) -> Outcome:
    lacking = missing(errand.needs, errand.have)
    kept = {"bring": errand.as_slot(), "offered": None}
    if not lacking:
        whole = is_complete(errand.service, errand.situation, errand.guide)
        return Outcome((Message(_named("utter_bring_all", whole)),), {**kept, "asking": None})
    told = Message("utter_bring_missing", {"things": _things(lacking, errand)}, card=_card(lacking, errand))
    return Outcome((told,), {**kept, "asking": HAVE})


def _named(response: str, is_whole: bool) -> str:
    """The response that says that this is all, only where it is."""
    return response if is_whole else f"{response}_so_far"


def _things(needs: Sequence[Need], errand: Errand) -> str:
    named = [f"{need.only_if}{need.item}" if need.only_if else need.item for need in needs[:_SPOKEN]]
    return errand.guide.catalogue.phrases.joiner.join(named)


def _card(needs: Sequence[Need], errand: Errand) -> dict[str, Any]:
    """The list as the screen lays it out: each thing with its condition, its substitute, or why it is wanted."""
    items = [{"text": need.item, "note": need.only_if or need.substitute or need.why or ""} for need in needs]
    titles = errand.guide.catalogue.titles.aspects
    return {"kind": "answer", "title": errand.service.title, "heading": titles["materials"], "items": items}


def _errand(turn: Turn, resources: Resources) -> Errand | None:
    kept = turn.slots.get("bring")
    guide = _guide(resources)
    service = guide.catalogue.services.get(kept.get("service", "")) if isinstance(kept, dict) else None
    if service is None or not isinstance(kept, dict):
        return None
    return Errand(service, Situation(kept["for_whom"], kept["facts"]), frozenset(kept["have"]), guide)


def _guide(resources: Resources) -> Guide:
    return Guide(resources.words, resources.catalogue.current(), resources.clock.today())
