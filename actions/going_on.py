"""`action_go_on`: on with what was begun elsewhere, by the code on the slip or the one that was said."""

from __future__ import annotations

from actions.form.begin import resume
from actions.form.shelf import taken_up
from actions.mandating import asked
from actions.passes.code import code_in
from actions.passes.use import redeem
from actions.progress import CASE_PASS, told_of
from actions.reply import Message, Outcome, say
from actions.resources import Resources
from actions.turn import Turn

NAME = "action_go_on"

ASKING_CODE = "pass_code"
"""The value of the slot `asking` while the question is which code."""


def go_on(turn: Turn, resources: Resources) -> Outcome:
    """Whoever has tried many codes is sent to a person. Raises StorageError."""
    code, session = code_in(turn.heard.text), turn.reference
    if code is None:
        return say("utter_go_on_which", asking=ASKING_CODE)
    if not resources.guard.may_try(session, resources.clock.now()):
        return say("utter_progress_person", asking=None)
    place = taken_up(code, turn, resources)
    if place is not None:
        return resume(place)
    mandate = asked(code, turn, resources)
    if mandate is not None:
        return mandate
    number = redeem(resources.units, resources.clock, CASE_PASS, code, digest=resources.digest)
    told = told_of(number, resources)
    if told is None or number is None:
        resources.guard.failed(session, resources.clock.now())
        return say("utter_go_on_unknown", asking=ASKING_CODE)
    return Outcome((*told.messages, *_followed(number, session, resources)), told.slots)


def _followed(number: str, session: str, resources: Resources) -> tuple[Message, ...]:
    """In a chat the case is followed from now on: its answer comes by itself."""
    with resources.units() as work:
        case = work.cases.by_number(number)
        if case is None or not work.chat_accounts.has(session):
            return ()
        work.follows.add(session, case.id, resources.clock.now())
        work.commit()
    return (Message("utter_followed"),) if case.state.awaits_an_answer else ()
