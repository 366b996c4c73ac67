"""A complaint, a suggestion, a hand wanted or lent, a visit or a warning wished for: each a form of its own."""

from __future__ import annotations

from actions.answers import beneficiary_of
from actions.form.begin import begin
from actions.form.fileable import fileable
from actions.reply import Outcome, say
from actions.resources import Resources
from actions.turn import Turn
from assistant.text.taking_part import form_wished

NAME = "action_feedback"
_LABEL = "meta."


def feedback(turn: Turn, resources: Resources) -> Outcome:
    """`action_feedback`. Raises StorageError."""
    about = form_wished(turn.heard.text) or turn.heard.label.removeprefix(_LABEL)
    if fileable(resources.catalogue.current(), about) is None:
        return say("utter_fallback")
    return begin(about, beneficiary_of(turn), turn, resources)
