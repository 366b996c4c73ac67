"""The end of a form: looked over once more, changed where it is wrong, and filed."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from actions.after import offered_after
from actions.bring import needed_by
from actions.cases.filing import Filing, file
from actions.cases.model import Agent, Case, Details, Told
from actions.cases.number import grouped
from actions.cases.sorting import body_for
from actions.form.asking import card
from actions.form.authority import agent_of
from actions.form.correction import to_correct
from actions.form.fileable import AGENT
from actions.form.grid import grid_of
from actions.form.known import remembered
from actions.form.place import CLOSED, Place, standing
from actions.materials.model import Need
from actions.paper.slip import slip_card
from actions.passes.model import GOING_ON
from actions.passes.use import issue
from actions.ports import StorageError
from actions.progress import CASE_PASS
from actions.reply import Button, Message, Outcome
from actions.taken_in import taken_in, waiting_news

log = logging.getLogger(__name__)


def file_form(place: Place) -> Outcome:
    """Files the form once, however often it is sent; when that fails, says that nothing is lost."""
    try:
        case = file(_filing(place, agent_of(place)), place.resources.units, place.resources.clock)
    except StorageError as error:
        log.error("a case was not filed: %s", type(error.__cause__ or error).__name__)
        return standing(place, Message("utter_form_not_filed", card=card(place)))
    told = remembered(place.turn.slots.get("told"), place)
    at_once = taken_in(case, place.resources)
    filed = (replace(at_once[0], card=_slip(case, place)), *at_once[1:]) if at_once else _filed(case, place)
    news = waiting_news(case, place.resources)
    after = offered_after(case, place.turn, place.resources) if case.due_on or not at_once else Outcome()
    slots = {**CLOSED, "told": told, "case": case.number, **after.slots}
    return Outcome((*filed, *news, *after.messages), {**slots, **_next_wish(place)})


def which_to_change(place: Place) -> Outcome:
    """Asks what is wrong, everything told a button."""
    buttons = tuple(Button(told.title, to_correct(told)) for told in place.filling.answers)
    return standing(place, Message("utter_form_which_to_change", buttons=buttons, card=card(place)))


def _filing(place: Place, agent: Agent | None) -> Filing:
    filling, form = place.filling, place.form
    told = " ".join(one.value for one in filling.answers if one.type == "text")
    is_free = form.service is None and form.form.answer_within_days > 0
    return Filing(
        key=filling.key,
        session=place.turn.reference,
        channel=place.turn.channel,
        service=form.id,
        body=body_for(told, form.body, place.catalogue.region) if is_free else form.body,
        details=_details(place, agent),
        answer_within_days=form.form.answer_within_days or None,
        destination=place.resources.destination_of(form.id),
        grid=grid_of(filling, place),
    )


def _details(place: Place, agent: Agent | None) -> Details:
    filling, withheld = place.filling, place.catalogue.forms.words.withheld
    order = place.form.fields(filling.beneficiary)
    not_told = {
        field.key: Told(field.key, field.type, field.title, "", withheld)
        for field in order
        if field.consent in filling.refused
    }
    answers = (filling.answer(field.key) or not_told.get(field.key) for field in order)
    return Details(
        beneficiary=filling.beneficiary,
        answers=tuple(told for told in answers if told is not None and told.key != AGENT),
        agent=agent,
    )


def _filed(case: Case, place: Place) -> tuple[Message, ...]:
    values = {"number": grouped(case.number), "body": case.body, "title": place.form.title}
    if case.due_on is not None:
        values["month"], values["day"] = str(case.due_on.month), str(case.due_on.day)
    response = "utter_form_filed" if case.due_on is not None else "utter_form_filed_open"
    return (Message(response, values, card=_slip(case, place)),)


def _slip(case: Case, place: Place) -> Mapping[str, Any]:
    """What the person takes home; the code on it lasts a while, and is left out where it cannot be kept."""
    resources, now = place.resources, place.resources.clock.now()
    try:
        code = issue(resources.units, resources.clock, CASE_PASS, case.number, digest=resources.digest)
    except StorageError as error:
        log.error("a slip has no code: %s", type(error.__cause__ or error).__name__)
        return slip_card(case, place.catalogue, place.today, materials=_to_bring(place))
    link = resources.chat_link
    return slip_card(case, place.catalogue, place.today, code, link, _to_bring(place), now + GOING_ON)


def _to_bring(place: Place) -> tuple[Need, ...]:
    """The papers this very person needs, as far as is known."""
    service = place.form.service
    if service is None:
        return ()
    return needed_by(service, place.filling.beneficiary, place.turn, place.resources)


def _next_wish(place: Place) -> dict[str, object]:
    """What else was asked for goes before anything we may offer."""
    return {"offered": "wish", "after": None} if place.turn.slots.get("wishes") else {}
