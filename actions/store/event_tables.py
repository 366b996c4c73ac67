"""The table of what happened."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table

from actions.store.tables import UtcDateTime, metadata

events = Table(
    "events",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", UtcDateTime, nullable=False),
    Column("kind", String(32), nullable=False),
    Column("session", String(32), nullable=False),
    Column("channel", String(32), nullable=False),
    Column("service", String(64)),
    Column("station", String(64), nullable=False),
    Column("label", String(64), nullable=False),
    Column("detail", String(64), nullable=False),
    Column("amount", Integer),
    Index("ix_events_at", "at"),
    Index("ix_events_session", "session"),
)
"""What the figures are computed from: only ever added to, and nothing in it is personal."""
