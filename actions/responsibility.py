"""Who is responsible for a service: the one named, or the one being talked about."""

from __future__ import annotations

from actions.answers import ASKING_SERVICE, Question, beneficiary_of, tell
from actions.choices import everyday_buttons, named_service
from actions.reply import Outcome, say
from actions.resources import Resources
from actions.turn import Turn

_ASPECT = "who_is_responsible"


def responsibility(turn: Turn, resources: Resources) -> Outcome:
    """`action_responsibility`. Without a service it asks which, and keeps what was asked."""
    catalogue = resources.catalogue.current()
    known = catalogue.services.get(turn.text_slot("service") or "")
    service = named_service(turn.heard.text, catalogue) or known
    if service is not None:
        return tell(Question(service.id, _ASPECT, beneficiary_of(turn)), turn, resources)
    buttons = everyday_buttons(catalogue, _ASPECT)
    return say("utter_responsibility", buttons=buttons, aspect=_ASPECT, asking=ASKING_SERVICE, offered=None)
