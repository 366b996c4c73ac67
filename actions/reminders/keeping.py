"""Takes reminders in, and takes them back."""

from __future__ import annotations

from collections.abc import Callable

from actions.cases.model import Consent
from actions.model import new_id
from actions.ports import Clock, UnitsOfWork
from actions.reminders.days import due_days, target_day
from actions.reminders.model import PUSH, Contact, Reminder, ReminderState
from actions.reminders.offers import Offer
from actions.residents.consent import require
from actions.residents.lookup import is_same_person

CONSENT = "remind"
"""The kind of consent that is asked for."""


def remind(offer: Offer, contact: Contact, consent: Consent, units: UnitsOfWork, clock: Clock) -> tuple[Reminder, ...]:
    """The reminders kept, with the consent, in one transaction; those this session has already are not kept twice.

    Empty when no day is left to remind on; then nothing is kept, the consent neither. Raises ConsentError without
    consent, ValueError for a contact nobody can be reached by, StorageError.
    """
    require(consent, CONSENT)
    if not contact.is_reachable:
        raise ValueError("a reminder needs a chat or a phone number")
    wanted = _reminders(offer, contact, consent.session, clock)
    if not wanted:
        return ()
    with units() as work:
        kept = {_what(reminder) for reminder in work.reminders.open()}
        work.consents.add(consent)
        for reminder in wanted:
            if _what(reminder) not in kept:
                work.reminders.add(reminder)
        work.commit()
    return wanted


def cancel(session: str, units: UnitsOfWork, clock: Clock, service: str | None = None) -> int:
    """Takes back what was asked for in a session, of one service or all; how many. `session` is a reference.

    Nothing that is on its way into a chat arrives there any more. Raises StorageError.
    """
    return _cancel(lambda one: one.session == session and service in (None, one.service), units, clock)


def cancel_for(name: str, phone: str, units: UnitsOfWork, clock: Clock) -> int:
    """Takes back everything of a person who comes again and says name and number; how many. Raises StorageError."""
    return _cancel(lambda one: is_same_person(name, phone, one.contact.name, one.contact.phone), units, clock)


def _cancel(is_meant: Callable[[Reminder], bool], units: UnitsOfWork, clock: Clock) -> int:
    with units() as work:
        meant = [reminder for reminder in work.reminders.open() if is_meant(reminder)]
        count = sum(work.reminders.finish(one.id, ReminderState.CANCELLED, clock.now()) for one in meant)
        for one in meant:
            work.pushes.withdraw(one.session, PUSH + one.id)
        work.commit()
    return count


def _reminders(offer: Offer, contact: Contact, session: str, clock: Clock) -> tuple[Reminder, ...]:
    today = clock.today()
    target = target_day(offer.kind, offer.told, today)
    return tuple(
        Reminder(
            id=new_id(),
            kind=offer.kind,
            service=offer.service,
            due_on=day,
            by=target,
            way=contact.way,
            session=session,
            state=ReminderState.WAITING,
            contact=contact,
            made_at=clock.now(),
        )
        for day in due_days(offer.kind, offer.told, today)
        if target is not None
    )


def _what(reminder: Reminder) -> tuple[object, ...]:
    return reminder.session, reminder.kind, reminder.service, reminder.due_on, reminder.contact
