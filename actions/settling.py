"""Whether an answer helped: the person has the last word on their case."""

from __future__ import annotations

from collections.abc import Sequence

from actions.cases.filing import reopened, settled
from actions.cases.finding import case_of
from actions.cases.model import Case, CaseError, CaseState
from actions.cases.number import grouped
from actions.reply import Message, Outcome, say
from actions.resources import Resources
from actions.turn import Turn

OFFERED = "settled"
"""The value of the slot `offered` while the question is whether an answer helped."""


def question_about(cases: Sequence[Case]) -> tuple[Message, ...]:
    """The question, where a single case has just been answered."""
    is_asked = len(cases) == 1 and cases[0].state is CaseState.ANSWERED
    return (Message("utter_settled_ask"),) if is_asked else ()


def settle(turn: Turn, resources: Resources) -> Outcome:
    """Yes: the case is closed. Raises StorageError."""
    case = case_of(turn.text_slot("case"), resources.units)
    try:
        if case is not None:
            settled(case, resources.units, resources.clock, turn.channel)
    except CaseError:
        return say("utter_what_else", offered=None)
    return say("utter_settled", offered=None)


def reopen(turn: Turn, resources: Resources) -> Outcome:
    """No: whoever answered has to go on, one level up and with a new day. Raises StorageError."""
    case = case_of(turn.text_slot("case"), resources.units)
    try:
        again = reopened(case, resources.units, resources.clock, turn.channel) if case else None
    except CaseError:
        again = None
    if again is None:
        return say("utter_what_else", offered=None)
    day = again.due_on
    values = {"number": grouped(again.number), "month": str(day.month), "day": str(day.day)} if day else {}
    return say("utter_reopened" if day else "utter_reopened_open", values, offered=None)
