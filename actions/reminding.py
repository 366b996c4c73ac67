"""`action_reminder`: the day a reminder is reckoned from, or that none is wanted any more."""

from __future__ import annotations

from actions.after import day_told
from actions.reply import Outcome
from actions.resources import Resources
from actions.stopping import take_back
from actions.turn import Turn
from assistant.text.form_talk import wants_no_reminder

NAME = "action_reminder"


def reminding(turn: Turn, resources: Resources) -> Outcome:
    """Raises StorageError."""
    return take_back(turn, resources) if wants_no_reminder(turn.heard.text) else day_told(turn, resources)
