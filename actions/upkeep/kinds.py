"""Every kind of data the station keeps, and for how long: the one table that the nightly job, `linban erase`,
`linban keys rotate` and the notice to residents go by.

A test compares it with the tables of the database: what is not in here may not be kept.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from actions.form.shelf import KEPT as FORMS_KEPT
from actions.residents.model import KEPT as PEOPLE_KEPT


@dataclass(frozen=True)
class Kind:
    """Rows of one table that are kept for one purpose.

    `age`: the column a row's age is counted from. `days`: after so many it is erased; without both it stays as long as
    what it is for, and whoever ends that erases it. `session`: the column that says whose visit it was; `is_plain`
    where it holds the session's name and not its reference. `sealed`: the encrypted columns, closed with `key`;
    `is_fixed` where nothing may change a row, so that its key stays. `only`: a column and the values in which rows are
    erased by age.
    """

    table: str
    days: int | None
    age: str | None
    session: str | None = None
    is_plain: bool = False
    sealed: tuple[str, ...] = ()
    key: str = "cases"
    is_fixed: bool = False
    only: tuple[str, tuple[str, ...]] | None = None
    children: tuple[str, ...] = field(default=())


_YEAR = 365

KINDS: tuple[Kind, ...] = (
    Kind("conversation_events", 1, "at", "sender_id", is_plain=True, sealed=("body",), key="conversations"),
    Kind("drafts", FORMS_KEPT.days, "saved_at", "session", sealed=("body",)),
    Kind(
        "cases",
        3 * _YEAR,
        "filed_at",
        "session",
        sealed=("details", "result"),
        only=("state", ("closed", "withdrawn", "answered", "returned")),
        children=("activity_seats", "case_marks", "favours", "home_visits", "outbox"),
    ),
    Kind("authorisations", 3 * _YEAR, "made_at", "session", sealed=("letter",)),
    Kind("residents", PEOPLE_KEPT.days, "seen_at", sealed=("details",)),
    Kind("reminders", _YEAR, "done_at", "session", sealed=("contact",)),
    Kind("call_attempts", 180, "last_at"),
    Kind("consents", 3 * _YEAR, "at", "session"),
    Kind("passes", FORMS_KEPT.days, "expires_at"),
    Kind("help_requests", 180, "asked_at", "session", sealed=("taker_name",)),
    Kind("needs", 180, "noted_at", "session"),
    Kind("events", 2 * _YEAR, "at", "session"),
    Kind("chat_accounts", _YEAR, "seen_at", "session", sealed=("contact",)),
    Kind("chat_arrivals", 7, "arrived_at", "session", sealed=("body", "answer")),
    Kind("chat_payloads", 30, "put_at", sealed=("payload",)),
    Kind("chat_pushes", 180, "made_at", "session", sealed=("words",)),
    Kind("chat_talks", 7, "said_at", "session", sealed=("words",)),
    Kind("chat_follows", 3 * _YEAR, "made_at", "session"),
    Kind("mandates", 3 * _YEAR, "made_at", "session"),
    Kind("visit_records", _YEAR, "on", sealed=("note",)),
    Kind("grid_places", None, None, sealed=("worker",)),
    Kind("lesson_records", _YEAR, "on", sealed=("learner",)),
    Kind("point_holders", None, None, sealed=("person",)),
    Kind("ballot_receivers", None, None),
    Kind("ballots", None, None, sealed=("secret",)),
    Kind("desk_accounts", None, None, sealed=("name",), children=("course_passes", "volunteer_hours", "desk_sessions")),
    Kind("desk_invitations", 30, "expires_at"),
    Kind("audit_entries", None, None, sealed=("reason",), key="audit_reasons", is_fixed=True),
    Kind("chat_tokens", None, None, sealed=("token",)),
)
"""In the order in which a resident is told of them. The law asks for records of consent to be kept for three years
(Personal Information Protection Law, article 56)."""

OF_NOBODY = frozenset(
    {
        "access_tokens",
        "activities",
        "alembic_version",
        "ballot_papers",
        "catalogue_editions",
        "catalogue_services",
        "chat_offsets",
        "desk_pins",
        "ledger_entries",
        "ledger_heads",
        "notices",
        "received_results",
        "votes",
    }
)
"""Tables in which there is nothing of anybody."""


def kept(table: str) -> timedelta:
    """How long the rows of a table are kept. Raises StopIteration for one that has no such time."""
    return timedelta(days=next(kind.days for kind in KINDS if kind.table == table and kind.days is not None))


def tables_spoken_of() -> set[str]:
    """Every table that a kind answers for, or that holds nothing of anybody."""
    return {kind.table for kind in KINDS} | {child for kind in KINDS for child in kind.children} | OF_NOBODY
