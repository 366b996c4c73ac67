"""Takes a filed case back, after one plain question."""

from __future__ import annotations

from actions.cases.filing import withdraw
from actions.cases.finding import case_of
from actions.cases.model import Case, CaseError
from actions.cases.number import grouped, numbers_in
from actions.form.fileable import fileable
from actions.reply import Outcome, say
from actions.resources import Resources
from actions.turn import Turn

NAME = "action_withdraw"
OFFERED = "withdraw"
"""The value of the slot `offered` while the question is whether a case shall be taken back."""


def ask_first(turn: Turn, resources: Resources) -> Outcome:
    """`action_withdraw`: which case, and whether really; said once more, that is the answer. Raises StorageError."""
    if turn.text_slot("offered") == OFFERED:
        return take_back(turn, resources)
    case = _case(turn, resources)
    if case is None:
        return say("utter_withdraw_which", offered=None)
    filed = fileable(resources.catalogue.current(), case.service)
    values = {"number": grouped(case.number), "title": filed.title if filed else ""}
    return say("utter_withdraw_ask", values, case=case.number, offered=OFFERED)


def take_back(turn: Turn, resources: Resources) -> Outcome:
    """Yes: the case is taken back, unless it is too late. Raises StorageError."""
    case = _case(turn, resources)
    if case is None:
        return say("utter_withdraw_which", offered=None)
    try:
        withdraw(case, resources.units, resources.clock, turn.channel)
    except CaseError:
        return say("utter_withdraw_too_late", offered=None)
    return say("utter_withdrawn", {"number": grouped(case.number)}, offered=None)


def _case(turn: Turn, resources: Resources) -> Case | None:
    """The case whose number is said, or the one filed last in this visit."""
    return case_of(next(iter(numbers_in(turn.heard.text)), turn.text_slot("case")), resources.units)
