"""What a person agreed to or refused in this turn, as it is written down."""

from __future__ import annotations

from actions.cases.model import Consent
from actions.resources import Resources
from actions.turn import Turn


def consent_in(turn: Turn, resources: Resources, kind: str, wording: str, case: str, *, given: bool = True) -> Consent:
    """`wording` names the response that was read out, `case` the key of the form it was about."""
    return Consent(turn.reference, kind, wording, given, turn.channel, resources.clock.now(), case)
