"""Reminds people when their day has come: in their chat, or by a call from the station."""

from __future__ import annotations

import logging
from datetime import date, datetime

from actions.catalogue.model import Catalogue
from actions.ports import CatalogueReader, Clock, UnitOfWork, UnitsOfWork
from actions.reminders.model import PUSH, Reminder, ReminderState, Way
from actions.reminders.ports import DeliveryError, Messenger
from actions.reminders.wording import wording

log = logging.getLogger(__name__)


def due(units: UnitsOfWork, clock: Clock) -> tuple[Reminder, ...]:
    """What is due today and nobody has dealt with yet. Raises StorageError."""
    with units() as work:
        return tuple(work.reminders.due(clock.today()))


def deliver(units: UnitsOfWork, clock: Clock, catalogue: CatalogueReader, messenger: Messenger) -> int:
    """Sends what is due; how many are on their way to their chat. The rest is on the call list. Raises StorageError.

    A reminder is claimed before it is sent: whoever fails in between leaves it on the call list, and never is it
    sent twice. It leaves the list when it has arrived. What is late for its own day goes to a person, who can judge.
    """
    known, today = catalogue.current(), clock.today()
    sent = 0
    for reminder in due(units, clock):
        if _claimed(reminder, units) and _sent(reminder, known, today, messenger):
            sent += 1
    return sent


def key_of(reminder: Reminder) -> str:
    """The key of the push that takes a reminder into its chat."""
    return PUSH + reminder.id


def ended_by(key: str, work: UnitOfWork, now: datetime) -> bool:
    """Whether the push of that key, which has just arrived, was a reminder that is over with it."""
    return key.startswith(PUSH) and work.reminders.finish(key.removeprefix(PUSH), ReminderState.DONE, now)


def call_list(units: UnitsOfWork, clock: Clock) -> tuple[Reminder, ...]:
    """Whom somebody at the station has to call, earliest first. Raises StorageError."""
    with units() as work:
        return tuple(work.reminders.to_call(clock.today()))


def called(reminder_id: str, units: UnitsOfWork, clock: Clock) -> bool:
    """The person was reminded; False when the reminder was over already. Raises StorageError."""
    with units() as work:
        is_done = work.reminders.finish(reminder_id, ReminderState.DONE, clock.now())
        work.commit()
    return is_done


def _claimed(reminder: Reminder, units: UnitsOfWork) -> bool:
    with units() as work:
        is_ours = work.reminders.claim(reminder.id)
        work.commit()
    return is_ours


def _sent(reminder: Reminder, catalogue: Catalogue, today: date, messenger: Messenger) -> bool:
    said = wording(reminder, catalogue, today)
    if said is None or reminder.way is Way.CALL or reminder.by < today:
        return False
    try:
        messenger.send(key_of(reminder), reminder.session, said.response, said.values)
    except DeliveryError as error:
        log.warning("a reminder did not reach its chat: %s", type(error).__name__)
        return False
    return True
