"""What happened to somebody's matter and they must hear of: in their chat, at their next visit, or by a call."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from actions.cases.model import Case
from actions.catalogue.model import Catalogue
from actions.desk.queue import CHATS
from actions.model import new_id
from actions.ports import Clock, UnitOfWork, UnitsOfWork
from actions.reminders.model import PUSH, Kind, News, Reminder, ReminderState
from actions.reminders.offers import contact_of
from actions.reminders.wording import wording
from actions.reply import Message
from actions.residents.lookup import is_same_person


def news_for(
    case: Case, response: str, values: Mapping[str, str], work: UnitOfWork, clock: Clock, by: date | None = None
) -> None:
    """Puts news for the person of a case into the transaction. `by`: the day it is all about, today without one.

    Nobody is found by this whose case names neither a chat nor a number: they hear it when they ask.
    """
    contact = contact_of(case.details, case.session if case.channel in CHATS else "")
    today = clock.today()
    work.reminders.add(
        Reminder(
            id=new_id(),
            kind=Kind.NEWS,
            service=case.service,
            due_on=today,
            by=max(by or today, today),
            way=contact.way,
            session=case.session,
            state=ReminderState.WAITING,
            contact=contact,
            made_at=clock.now(),
            news=News(response, dict(values)),
        )
    )


def told_at_this_visit(
    name: str, phone: str, units: UnitsOfWork, clock: Clock, catalogue: Catalogue
) -> tuple[Message, ...]:
    """Whatever waits for the person of this name and number, said now and not again. Raises StorageError."""
    with units() as work:
        mine = [one for one in work.reminders.open() if _is_for(one, name, phone, clock.today())]
        said = [(one, wording(one, catalogue, clock.today())) for one in mine]
        for one, words in said:
            if words is not None:
                work.reminders.finish(one.id, ReminderState.DONE, clock.now())
                work.pushes.withdraw(one.session, PUSH + one.id)
        work.commit()
    return tuple(
        Message(words.response, words.values, personal=tuple(words.values.values())) for _, words in said if words
    )


def _is_for(reminder: Reminder, name: str, phone: str, today: date) -> bool:
    contact = reminder.contact
    return reminder.due_on <= today and is_same_person(name, phone, contact.name, contact.phone)
