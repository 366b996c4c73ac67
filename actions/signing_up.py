"""`action_activity`: the activity that was chosen of those that are on; then the form asks the rest."""

from __future__ import annotations

from actions.activities.keeping import SIGN_UP
from actions.activities.whats_on import nothing, picked, whats_on
from actions.answers import OVERVIEW, beneficiary_of
from actions.form.begin import begin
from actions.reply import Outcome
from actions.resources import Resources
from actions.turn import Turn

NAME = "action_activity"


def sign_up(turn: Turn, resources: Resources) -> Outcome:
    """Raises StorageError."""
    named = picked(turn, resources)
    if named is not None:
        return begin(SIGN_UP, beneficiary_of(turn), named, resources)
    return whats_on(OVERVIEW, turn, resources) or nothing(OVERVIEW)
