"""The tables of the station. The migrations make them; a test compares the two."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

from sqlalchemy import (
    Column,
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
)
from sqlalchemy.types import TypeDecorator

metadata = MetaData(
    naming_convention={
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
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
    Index("ix_help_requests_session", "session"),
    Index("ix_help_requests_state_urgency", "state", "urgency"),
)
"""A person was called. `session` is a reference that names nobody."""

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
"""The dialogue's event log. `at` in seconds since 1970; `body` is encrypted by the tracker store."""
