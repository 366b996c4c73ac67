"""`action_revoke`: a letter of authorisation is taken back, at once and without reasons."""

from __future__ import annotations

from actions.cases.number import grouped, numbers_in
from actions.mandating import revoked
from actions.reply import Outcome, say
from actions.resources import Resources
from actions.rights.kept import letters_of
from actions.turn import Turn

NAME = "action_revoke"


def revoke_letter(turn: Turn, resources: Resources) -> Outcome:
    """The letter whose number is said, or the newest of this visit or this chat. Raises StorageError."""
    number = next(iter(numbers_in(turn.heard.text)), None) or _of_this_visit(turn, resources)
    if number is None:
        return say("utter_revoke_which")
    was_valid = revoked(number, turn, resources)
    return say("utter_revoked" if was_valid else "utter_revoke_none", {"number": grouped(number)})


def _of_this_visit(turn: Turn, resources: Resources) -> str | None:
    with resources.units() as work:
        letters = letters_of(work, turn.reference, resources.clock) or work.authorisations.of_session(turn.reference)
    return letters[0].number if letters else None
