"""Cases for one receiver: which they are, and that they left, written down before the file does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from actions.cases.model import Case
from actions.desk.export.template import Template
from actions.desk.model import Note
from actions.desk.ports import AuditFilter, DeskUnits, DeskWork
from actions.paper.sheet import day_of
from actions.ports import Clock

EXPORTED = "exported"


@dataclass(frozen=True)
class Wanted:
    """Cases filed between two days, both included; `only_new` leaves out what this receiver has had already."""

    template: Template
    since: date | None = None
    until: date | None = None
    only_new: bool = True


def matching(wanted: Wanted, work: DeskWork) -> list[Case]:
    """The cases, the oldest first."""
    found = (case for case in work.cases.in_states(*wanted.template.states) if wanted.template.wants(case))
    in_time = (case for case in found if _is_between(day_of(case.filed_at), wanted))
    new = (case for case in in_time if not (wanted.only_new and _was_exported(case, wanted.template, work)))
    return sorted(new, key=lambda case: case.filed_at)


def take_out(wanted: Wanted, by: str, reason: str, units: DeskUnits, clock: Clock) -> Sequence[Case]:
    """The same cases, once it is written down that they leave, each by itself. Raises StorageError."""
    now, template = clock.now(), wanted.template
    with units() as work:
        cases = matching(wanted, work)
        work.audit.add(Note(by, EXPORTED, template.id, f"{len(cases)}: {reason}"), now)
        for case in cases:
            work.audit.add(Note(by, EXPORTED, case.number, template.id), now)
        work.commit()
    return cases


def _is_between(day: date, wanted: Wanted) -> bool:
    return (wanted.since or day) <= day <= (wanted.until or day)


def _was_exported(case: Case, template: Template, work: DeskWork) -> bool:
    entries = work.audit.find(AuditFilter(action=EXPORTED, subject=case.number), 100)
    return any(entry.note.reason == template.id for entry in entries)
