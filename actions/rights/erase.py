"""Erases everything of a session that may be erased, and leaves what the law or an open case still needs.

What stays: cases somebody works on, until they are done (Personal Information Protection Law, article 47: erased once
the purpose is reached); that something was agreed to or refused, as proof, without a name; the marks of a case.
"""

from __future__ import annotations

from actions.cases.model import Case, Consent
from actions.ports import Clock, UnitOfWork, UnitsOfWork
from actions.reminders.model import ReminderState
from actions.residents.memory import CONSENT, Memory
from actions.rights.kept import Kept, kept_in


def erase(session: str, units: UnitsOfWork, clock: Clock, memory: Memory, channel: str) -> Kept:
    """What was kept before, all of it erased that may be, in one transaction. Raises StorageError.

    The chat itself, and what was written in it, is erased by whoever answers there, once the answer is out.
    """
    with units() as work:
        kept = kept_in(work, session, clock)
        _erase(kept, session, work, clock)
        work.commit()
    for case in kept.going:
        _forget(case, session, memory, clock, channel)
    return kept


def _erase(kept: Kept, session: str, work: UnitOfWork, clock: Clock) -> None:
    now = clock.now()
    for draft in kept.drafts:
        work.drafts.remove(draft.id)
    for reminder in kept.reminders:
        work.reminders.finish(reminder.id, ReminderState.CANCELLED, now)
    for letter in kept.letters:
        work.authorisations.revoke(letter.number, now)
    for case in kept.going:
        work.cases.empty(case.id)
    work.pushes.withdraw(session)
    work.talks.remove(session)
    work.follows.remove(session)
    work.mandates.remove(session)


def _forget(case: Case, session: str, memory: Memory, clock: Clock, channel: str) -> None:
    """Whoever asked to be remembered when the case was filed is forgotten."""
    name, phone = case.details.of_type("name"), case.details.of_type("phone")
    if name is None or phone is None:
        return
    withdrawal = Consent(session, CONSENT, "utter_rights_erase_ask", False, channel, clock.now(), case.key)
    memory.forget(name.value, phone.value, withdrawal)
