"""Gives a warning out to everybody who agreed to be told, once each; and stops telling whoever wants no more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from actions.cases.model import Case, CaseState, Mark
from actions.desk.model import Note
from actions.desk.ports import DeskUnits
from actions.model import new_id
from actions.notices.model import LONGEST, SUBSCRIPTION, Notice, NoticeKind
from actions.ports import Clock, UnitOfWork
from actions.reminders.news import news_for
from actions.residents.lookup import is_same_person
from assistant.text.redact import mask_personal

_OPEN = tuple(state for state in CaseState if state.awaits_an_answer)


class NoticeError(ValueError):
    """A warning cannot be given out so; `problem` is one word: `words`, `personal`, `until`."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


def give_out(kind: NoticeKind, words: str, until: date, by: str, units: DeskUnits, clock: Clock) -> Notice:
    """The warning, on its way to everybody who agreed. Raises NoticeError, StorageError."""
    said = " ".join(words.split())
    if not 0 < len(said) <= LONGEST:
        raise NoticeError("words")
    if mask_personal(said).kinds:
        raise NoticeError("personal")
    if until < clock.today():
        raise NoticeError("until")
    with units() as work:
        agreed = subscribers(work)
        notice = Notice(new_id(), kind, said, until, by, clock.now(), len(agreed))
        for case in agreed:
            news_for(case, f"utter_warning_{kind.value}", {"words": said}, work, clock, until)
        work.notices.add(notice)
        work.audit.add(Note(by, "warned", notice.id), clock.now())
        work.commit()
    return notice


def subscribers(work: UnitOfWork) -> tuple[Case, ...]:
    """Everybody who agreed and did not take it back; each person once."""
    found: list[Case] = []
    for case in work.cases.in_states(*_OPEN):
        if case.service == SUBSCRIPTION and not any(_is_same(case, other) for other in found):
            found.append(case)
    return tuple(found)


def stop(work: UnitOfWork, clock: Clock, channel: str, session: str, name: str = "", phone: str = "") -> int:
    """Nobody is told any more who agreed in this session, a reference, or has this name and number; how many."""
    mine = [
        case
        for case in work.cases.in_states(*_OPEN)
        if case.service == SUBSCRIPTION and (case.session == session or _is_person(case, name, phone))
    ]
    for case in mine:
        work.outbox.hold(case.id)
        ended = replace(case, state=CaseState.WITHDRAWN)
        work.cases.move(ended, Mark(ended.state, clock.now(), "resident", channel, "stop"))
    return len(mine)


def _is_same(one: Case, other: Case) -> bool:
    return one.session == other.session or _is_person(one, *_person(other))


def _is_person(case: Case, name: str, phone: str) -> bool:
    return is_same_person(*_person(case), name, phone)


def _person(case: Case) -> tuple[str, str]:
    name, phone = case.details.of_type("name"), case.details.of_type("phone")
    return name.value if name else "", phone.value if phone else ""
