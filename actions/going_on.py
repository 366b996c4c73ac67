"""`action_go_on`: on with what was begun elsewhere, by the code on the slip or the one that was said."""

from __future__ import annotations

from actions.form.begin import resume
from actions.form.shelf import taken_up
from actions.passes.code import code_in
from actions.passes.use import redeem
from actions.progress import CASE_PASS, told_of
from actions.reply import Outcome, say
from actions.resources import Resources
from actions.turn import Turn

NAME = "action_go_on"

ASKING_CODE = "pass_code"
"""The value of the slot `asking` while the question is which code."""

_MOST_ATTEMPTS = 5


def go_on(turn: Turn, resources: Resources) -> Outcome:
    """Whoever has tried many codes is sent to a person. Raises StorageError."""
    code, attempts = code_in(turn.heard.text), _attempts(turn)
    if code is None:
        return say("utter_go_on_which", asking=ASKING_CODE)
    if attempts >= _MOST_ATTEMPTS:
        return say("utter_progress_person", asking=None)
    place = taken_up(code, turn, resources)
    if place is not None:
        begun = resume(place)
        return Outcome(begun.messages, {**begun.slots, "attempts": None})
    number = redeem(resources.units, resources.clock, CASE_PASS, code, digest=resources.digest)
    return told_of(number, resources) or say("utter_go_on_unknown", asking=ASKING_CODE, attempts=attempts + 1)


def _attempts(turn: Turn) -> int:
    kept = turn.slots.get("attempts")
    return kept if isinstance(kept, int) else 0
