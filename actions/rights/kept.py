"""What is kept of whoever speaks in a session: looked up, not guessed. For chat, kiosk and desk alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from actions.cases.model import Case, CaseState
from actions.paper.authorisation import Authorisation
from actions.passes.model import Draft
from actions.ports import Clock, UnitOfWork, UnitsOfWork
from actions.reminders.model import Reminder


@dataclass(frozen=True)
class Kept:
    """`consents`: how many were given or refused; they name nobody. `follows`: cases filed elsewhere, waited for."""

    cases: tuple[Case, ...] = ()
    drafts: tuple[Draft, ...] = ()
    reminders: tuple[Reminder, ...] = ()
    letters: tuple[Authorisation, ...] = ()
    consents: int = 0
    follows: int = 0
    is_chat: bool = False

    @property
    def is_nothing(self) -> bool:
        """Whether nothing at all is kept."""
        return not (self.cases or self.drafts or self.reminders or self.letters or self.consents or self.is_chat)

    @property
    def staying(self) -> tuple[Case, ...]:
        """Cases somebody still works on: what was told is needed until they are done."""
        return tuple(case for case in self.cases if not may_be_emptied(case))

    @property
    def going(self) -> tuple[Case, ...]:
        """Cases that are done with: nobody needs any more what was told."""
        return tuple(case for case in self.cases if may_be_emptied(case) and case.details.answers)

    @property
    def field_titles(self) -> tuple[str, ...]:
        """What was told in the cases, by what the questions are called."""
        return tuple(dict.fromkeys(told.title for case in self.cases for told in case.details.answers if told.value))


def kept_of(session: str, units: UnitsOfWork, clock: Clock) -> Kept:
    """What is kept of a session reference. Raises StorageError."""
    with units() as work:
        return kept_in(work, session, clock)


def kept_in(work: UnitOfWork, session: str, clock: Clock) -> Kept:
    """The same, within a transaction."""
    return Kept(
        cases=tuple(work.cases.of_session(session)),
        drafts=tuple(work.drafts.of_session(session, clock.now())),
        reminders=tuple(one for one in work.reminders.open() if one.session == session),
        letters=tuple(letters_of(work, session, clock)),
        consents=len(work.consents.of_session(session)),
        follows=len(work.follows.cases(session)),
        is_chat=work.chat_accounts.has(session),
    )


def letters_of(work: UnitOfWork, session: str, clock: Clock) -> Sequence[Authorisation]:
    """The letters in force that were drawn up in a session or stand in its chat, the newest first."""
    standing = (work.authorisations.by_number(one.number) for one in work.mandates.of_session(session))
    found = {one.number: one for one in (*work.authorisations.of_session(session), *standing) if one is not None}
    in_force = (one for one in found.values() if one.is_in_force(clock.today()))
    return sorted(in_force, key=lambda one: one.made_at, reverse=True)


def may_be_emptied(case: Case) -> bool:
    """Whether nobody works on a case any more."""
    return case.state.is_over or case.state is CaseState.ANSWERED
