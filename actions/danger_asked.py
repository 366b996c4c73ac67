"""What comes of the question whether there is danger, or fraud: an alarm, or the wish that had sounded like it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from actions.answers import SERVICE_LABEL, answer_about
from actions.handover import send_for
from actions.model import Reason
from actions.reply import Message, Outcome
from actions.resources import Resources
from actions.turn import Exchange, Heard, Turn
from actions.warned import DANGERS

_ALARMS: Mapping[str, tuple[Reason, str]] = {
    "utter_ask_danger": (Reason.EMERGENCY, "utter_danger_confirmed"),
    "utter_ask_fraud": (Reason.FRAUD, "utter_fraud_suspect"),
}
"""The questions, with why a person is called after a yes and what is said."""

_LIKELY = 0.3
"""The least probability at which the words are taken for a question about a service after all."""


def confirmed(turn: Turn, resources: Resources) -> Outcome | None:
    """The alarm, when the question was asked just now."""
    asked = _asked(turn.before)
    return send_for(*_ALARMS[asked], turn, resources) if asked else None


def denied(turn: Turn, resources: Resources) -> Outcome | None:
    """The answer to what was wished for in the words that the question was about; None where nothing was.

    Raises StorageError when there is no catalogue to answer from.
    """
    if turn.before is None or not _asked(turn.before):
        return None
    heard = turn.before.heard
    service = _wished_for(heard, resources)
    if service is None:
        return None
    answered = answer_about(service, heard, turn, resources)
    return replace(answered, messages=(Message("utter_no_danger"), *answered.messages))


def _asked(before: Exchange | None) -> str | None:
    return next((question for question in _ALARMS if before is not None and before.said(question)), None)


def _wished_for(heard: Heard, resources: Resources) -> str | None:
    """The service that the words ask about, if there is no danger in them."""
    best = next((guess for guess in heard.ranking if not guess.label.startswith(DANGERS)), None)
    if best is None or best.confidence < _LIKELY or not best.label.startswith(SERVICE_LABEL):
        return None
    service = best.label.removeprefix(SERVICE_LABEL)
    return service if service in resources.catalogue.current().services else None
