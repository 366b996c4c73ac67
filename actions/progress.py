"""Where somebody's case stands: the one whose number they say, or those of this visit and those a chat follows.

Whoever holds a number hears what became of the case, and nothing about the person.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from actions.activities.whats_on import stands
from actions.cases.finding import case_of
from actions.cases.model import Case, CaseState, Level
from actions.cases.number import grouped, half_heard, numbers_in
from actions.catalogue.model import Catalogue
from actions.form.fileable import fileable, is_standing
from actions.reply import Message, Outcome, say
from actions.resources import Resources
from actions.settling import OFFERED, question_about
from actions.turn import Turn

NAME = "action_progress"

ASKING_NUMBER = "case_number"
"""The value of the slot `asking` while the question is which number."""

CASE_PASS = "case"
"""The purpose of a code that leads to a case."""

_MOST_TOLD = 3


def progress(turn: Turn, resources: Resources) -> Outcome:
    """`action_progress`. Raises StorageError."""
    found = _cases(turn, resources)
    if found:
        return _told_of(found, resources)
    if not (numbers_in(turn.heard.text) or half_heard(turn.heard.text)):
        return say("utter_progress_which", asking=ASKING_NUMBER)
    session, now = turn.reference, resources.clock.now()
    resources.guard.failed(session, now)
    if not resources.guard.may_try(session, now):
        return say("utter_progress_person", asking=None)
    return say("utter_progress_unknown", asking=ASKING_NUMBER)


def told_of(number: str | None, resources: Resources) -> Outcome | None:
    """Where the case of that number stands; None when there is none. Raises StorageError."""
    case = case_of(number, resources.units)
    return _told_of([case], resources) if case else None


def _told_of(cases: Sequence[Case], resources: Resources) -> Outcome:
    catalogue = resources.catalogue.current()
    messages = tuple(one for case in cases[:_MOST_TOLD] for one in _all_told(case, catalogue, resources))
    question = question_about(cases[:_MOST_TOLD])
    offered = {"offered": OFFERED} if question else {}
    return Outcome((*messages, *question), {"asking": None, "case": cases[0].number, **offered})


def _all_told(case: Case, catalogue: Catalogue, resources: Resources) -> Iterator[Message]:
    """A seat, or where the case stands; and to whom it was handed up, and when."""
    yield stands(case, resources) or told(case, catalogue)
    if not case.state.awaits_an_answer or case.level is Level.GRID:
        return
    with resources.units() as work:
        marks = work.cases.marks(case.id)
    name = case.level.name.lower()
    raised = next((mark.at.astimezone() for mark in reversed(marks) if mark.note == name), None)
    if raised is not None:
        yield Message(f"utter_progress_raised_{name}", {"month": str(raised.month), "day": str(raised.day)})


def _cases(turn: Turn, resources: Resources) -> Sequence[Case]:
    """The cases meant; no more numbers are looked up for somebody who has tried many."""
    numbers, session = numbers_in(turn.heard.text), turn.reference
    if numbers and not resources.guard.may_try(session, resources.clock.now()):
        return []
    with resources.units() as work:
        if not numbers:
            followed = (work.cases.by_id(one) for one in work.follows.cases(session))
            return [*work.cases.of_session(session), *(case for case in followed if case is not None)]
        found = (work.cases.by_number(number) for number in numbers)
        return [case for case in found if case is not None]


def told(case: Case, catalogue: Catalogue) -> Message:
    """Where a case stands, in words."""
    filed = fileable(catalogue, case.service)
    values = {
        "number": grouped(case.number),
        "title": filed.title if filed else "",
        "body": case.body,
        "result": case.result,
        "month": str(case.due_on.month) if case.due_on else "",
        "day": str(case.due_on.day) if case.due_on else "",
    }
    personal = (case.result,) if case.result else ()
    return Message(f"utter_progress_{_said_as(case, is_standing(case, filed))}", values, personal=personal)


def _said_as(case: Case, stands_open: bool) -> str:
    """The response for where the case stands; a promise of a day only where there is one."""
    if stands_open:
        return "standing"
    if case.state.awaits_an_answer and case.due_on is not None:
        return f"{case.state.value}_by"
    if case.state in (CaseState.ANSWERED, CaseState.CLOSED) and not case.result:
        return "done"
    return case.state.value
