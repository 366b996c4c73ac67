"""Who is responsible: for a thing of the city's own table, for a service, or else whom to ask, and it is noted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from actions.answers import ASKING_SERVICE, Question, beneficiary_of, tell
from actions.catalogue.card import example_note
from actions.catalogue.model import Catalogue, Duty
from actions.catalogue.trust import doubt_of_evidence
from actions.choices import everyday_buttons, named_service
from actions.grid.model import grid_in, workers_of
from actions.model import NeedKind
from actions.reply import Message, Outcome, say
from actions.resources import Resources
from actions.turn import Turn
from actions.unmet import note_words
from assistant.text.nearest import NearestNames
from assistant.text.responsible import names_a_thing
from assistant.text.taking_part import asks_for_worker

NAME = "action_responsibility"
_ASPECT = "who_is_responsible"


def responsibility(turn: Turn, resources: Resources) -> Outcome:
    """`action_responsibility`. Without a thing or a service it asks which, and keeps what was asked."""
    catalogue = resources.catalogue.current()
    if asks_for_worker(turn.heard.text):
        return _worker(turn, resources, catalogue)
    duty = _duty(turn.heard.text, catalogue, resources)
    if duty is not None:
        return _told(duty, catalogue)
    service = named_service(turn.heard.text, catalogue)
    if service is None and names_a_thing(turn.heard.text):
        note_words(turn, resources, NeedKind.NO_SERVICE, turn.heard.label, None)
        return say("utter_responsible_unknown", {"general": catalogue.general_hotline}, asking=None, offered=None)
    service = service or catalogue.services.get(turn.text_slot("service") or "")
    if service is not None:
        return tell(Question(service.id, _ASPECT, beneficiary_of(turn)), turn, resources)
    buttons = everyday_buttons(catalogue, _ASPECT)
    return say("utter_responsibility", buttons=buttons, aspect=_ASPECT, asking=ASKING_SERVICE, offered=None)


def _worker(turn: Turn, resources: Resources, catalogue: Catalogue) -> Outcome:
    """Who is on duty in the grid of the place that is named."""
    with resources.units() as work:
        places = work.grid_places.all()
    grid = grid_in(turn.heard.text, places)
    on_duty = workers_of(grid, places, resources.clock.today()) if grid else ()
    if grid is None or not on_duty:
        words = "utter_responsible_grid_unknown" if grid or not places else "utter_responsible_grid_which"
        return say(words, {"general": catalogue.general_hotline}, asking=None, offered=None)
    values = {"grid": grid, "worker": on_duty[0].name, "phone": on_duty[0].phone or catalogue.general_hotline}
    return say("utter_responsible_grid", values, asking=None, offered=None)


def _duty(text: str, catalogue: Catalogue, resources: Resources) -> Duty | None:
    """What the city's table says of the thing named, as far as it may be told today."""
    duties = catalogue.region.duties if catalogue.region else ()
    today = resources.clock.today()
    known = {name: duty for duty in duties for name in duty.names if doubt_of_evidence(duty.evidence, today) is None}
    named = NearestNames({name: name for name in known}).meant(text)
    return known[named] if named else None


def _told(duty: Duty, catalogue: Catalogue) -> Outcome:
    return Outcome(tuple(_sentences(duty, catalogue)), {"asking": None, "offered": None})


def _sentences(duty: Duty, catalogue: Catalogue) -> Iterator[Message]:
    values = {"thing": duty.thing, "body": duty.body, "phone": duty.phone or catalogue.general_hotline}
    yield Message("utter_responsible", values, card=_card(duty, catalogue))
    if duty.co_bodies:
        yield Message("utter_responsible_with", {"bodies": catalogue.phrases.joiner.join(duty.co_bodies)})
    if duty.answers_within_days is not None:
        yield Message("utter_responsible_within", {"days": str(duty.answers_within_days)})


def _card(duty: Duty, catalogue: Catalogue) -> dict[str, Any]:
    return {
        "kind": "answer",
        "title": duty.thing,
        "items": [{"text": duty.basis, "note": ""}] if duty.basis else [],
        "who_helps": {
            "body": catalogue.phrases.joiner.join((duty.body, *duty.co_bodies)),
            "level": catalogue.titles.levels.get(duty.level),
            "hotline": duty.phone or catalogue.general_hotline,
        },
        "note": example_note(catalogue),
        "source": duty.evidence.source,
        "grade": catalogue.titles.grades[duty.evidence.grade],
        "checked_on": duty.evidence.checked_on.isoformat(),
    }
