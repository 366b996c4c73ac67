"""The tables of the station. The migrations make them; a test compares the two."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.types import TypeDecorator

metadata = MetaData(
    naming_convention={
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    }
)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment with its zone, kept as UTC: SQLite knows no zones."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        return None if value is None else value.astimezone(timezone.utc).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        return None if value is None else value.replace(tzinfo=timezone.utc)


catalogue_editions = Table(
    "catalogue_editions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("region", String(64), nullable=False),
    Column("fingerprint", String(64), nullable=False),
    Column("document", Text, nullable=False),
    Column("published_at", UtcDateTime, nullable=False),
    Index("ix_catalogue_editions_region", "region"),
)
"""Everything of a published catalogue but its services, as JSON. The newest of a region is in force there."""

catalogue_services = Table(
    "catalogue_services",
    metadata,
    Column("edition_id", ForeignKey("catalogue_editions.id", ondelete="CASCADE"), primary_key=True),
    Column("service", String(64), primary_key=True),
    Column("document", Text, nullable=False),
)
"""The services of an edition, one JSON document each."""

help_requests = Table(
    "help_requests",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("session", String(32), nullable=False),
    Column("channel", String(32), nullable=False),
    Column("reason", String(32), nullable=False),
    Column("urgency", Integer, nullable=False),
    Column("label", String(64), nullable=False),
    Column("service", String(64)),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("state", String(16), nullable=False),
    Column("place", String(64), nullable=False, server_default=""),
    Column("taken_by", String(32)),
    Column("taker_name", LargeBinary),
    Column("taken_at", UtcDateTime),
    Column("escalated_at", UtcDateTime),
    Column("closed_at", UtcDateTime),
    Column("outcome", String(16)),
    Index("ix_help_requests_session", "session"),
    Index("ix_help_requests_state_urgency", "state", "urgency"),
    Index("ix_help_requests_asked_at", "asked_at"),
)
"""A person was called. `session` is a reference that names nobody; `taken_by` an account of the desk,
whose name is encrypted."""

needs = Table(
    "needs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String(32), nullable=False),
    Column("text", Text, nullable=False),
    Column("channel", String(32), nullable=False),
    Column("label", String(64), nullable=False),
    Column("service", String(64)),
    Column("noted_at", UtcDateTime, nullable=False),
    Column("session", String(32), nullable=False, server_default=""),
    Index("ix_needs_noted_at", "noted_at"),
)
"""What could not be answered; the words with personal numbers masked."""

conversation_events = Table(
    "conversation_events",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("sender_id", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("at", Float, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index("ix_conversation_events_sender_id", "sender_id"),
)
"""The dialogue's event log, a row for the events of a turn. `at` in seconds since 1970; `body` is encrypted by the
tracker store."""

cases = Table(
    "cases",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("number", String(8), nullable=False),
    Column("key", String(32), nullable=False),
    Column("session", String(32), nullable=False),
    Column("channel", String(32), nullable=False),
    Column("service", String(64), nullable=False),
    Column("body", String(128), nullable=False),
    Column("grid", String(64)),
    Column("level", Integer, nullable=False),
    Column("state", String(16), nullable=False),
    Column("filed_at", UtcDateTime, nullable=False),
    Column("due_on", Date),
    Column("details", LargeBinary, nullable=False),
    Column("result", LargeBinary, nullable=False),
    UniqueConstraint("number"),
    UniqueConstraint("key"),
    Index("ix_cases_session", "session"),
    Index("ix_cases_state_due_on", "state", "due_on"),
)
"""What people asked to have done. `details` and `result` are encrypted; `session` names nobody."""

case_marks = Table(
    "case_marks",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("case_id", ForeignKey("cases.id", ondelete="CASCADE"), nullable=False),
    Column("state", String(16), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("actor", String(16), nullable=False),
    Column("channel", String(32), nullable=False),
    Column("note", Text, nullable=False),
    Index("ix_case_marks_case_id", "case_id"),
)
"""Every step of every case, never changed: the audit trail."""

outbox = Table(
    "outbox",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("case_id", ForeignKey("cases.id", ondelete="CASCADE"), nullable=False),
    Column("destination", String(64), nullable=False),
    Column("state", String(16), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("taken_until", UtcDateTime),
    Column("problem", String(64), nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    Column("errand", String(16), nullable=False),
    Column("about", String(32)),
    Index("ix_outbox_state_due_at", "state", "due_at"),
    Index("ix_outbox_case_id", "case_id"),
)
"""Cases on their way to whoever deals with them, and news of them; written with the case."""

consents = Table(
    "consents",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("session", String(32), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("wording", String(64), nullable=False),
    Column("given", Boolean, nullable=False),
    Column("channel", String(32), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("case", String(32)),
    Index("ix_consents_session", "session"),
)
"""What was agreed to and what was refused."""

authorisations = Table(
    "authorisations",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("number", String(8), nullable=False),
    Column("session", String(32), nullable=False),
    Column("service", String(64), nullable=False),
    Column("letter", LargeBinary, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    Column("expires_on", Date, nullable=False),
    Column("revoked_at", UtcDateTime),
    UniqueConstraint("number"),
    Index("ix_authorisations_session", "session"),
)
"""Letters by which one person lets another act for them; `letter` is encrypted."""

passes = Table(
    "passes",
    metadata,
    Column("code", String(64), primary_key=True),
    Column("purpose", String(16), nullable=False),
    Column("reference", String(64), nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("used_at", UtcDateTime),
)
"""Codes that work once, kept as digests. `reference` names a draft or a case and holds nothing personal."""

drafts = Table(
    "drafts",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("service", String(64), nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("saved_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("session", String(32)),
    Index("ix_drafts_session", "session"),
)
"""Forms put aside to be gone on with later; `body` is encrypted, `session` a reference."""

residents = Table(
    "residents",
    metadata,
    Column("lookup", String(64), primary_key=True),
    Column("details", LargeBinary, nullable=False),
    Column("agreed_at", UtcDateTime, nullable=False),
    Column("seen_at", UtcDateTime, nullable=False),
)
"""People who asked to be remembered. `lookup` is a keyed digest; `details` are encrypted."""

reminders = Table(
    "reminders",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("kind", String(32), nullable=False),
    Column("service", String(64), nullable=False),
    Column("due_on", Date, nullable=False),
    Column("way", String(16), nullable=False),
    Column("session", String(32), nullable=False),
    Column("state", String(16), nullable=False),
    Column("contact", LargeBinary, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    Column("done_at", UtcDateTime),
    Index("ix_reminders_state_due_on", "state", "due_on"),
)
"""What people asked to be reminded of; `contact` is encrypted."""
