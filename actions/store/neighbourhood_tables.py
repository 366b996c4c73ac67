"""The tables of the neighbourhood: activities, favours between neighbours, the grid, visits, notices.

Whoever asked for something is a case, and their name stands sealed in it; here stand its id, days and states.
"""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, LargeBinary, String, Table, Text

from actions.store.tables import UtcDateTime, metadata


def _case() -> ForeignKey:
    return ForeignKey("cases.id", ondelete="CASCADE")


activities = Table(
    "activities",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("title", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("starts_at", UtcDateTime, nullable=False),
    Column("seats", Integer, nullable=False),
    Column("note", Text, nullable=False),
    Column("cancelled_at", UtcDateTime),
    Index("ix_activities_starts_at", "starts_at"),
)
"""What is on, as staff entered it."""

activity_seats = Table(
    "activity_seats",
    metadata,
    Column("case_id", _case(), primary_key=True),
    Column("activity", ForeignKey("activities.id"), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("state", String(16), nullable=False),
    Column("reminded_on", Date),
    Index("ix_activity_seats_activity", "activity"),
)
"""Who asked for a seat, and whether they have it."""

favours = Table(
    "favours",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("request", _case(), nullable=False),
    Column("offer", _case(), nullable=False),
    Column("by", String(32), nullable=False),
    Column("approved_at", UtcDateTime, nullable=False),
    Column("state", String(16), nullable=False),
    Index("ix_favours_request", "request"),
    Index("ix_favours_offer", "offer"),
)
"""Neighbours who were brought together; `by` is the account that approved it."""

grid_places = Table(
    "grid_places",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("place", String(128), nullable=False),
    Column("grid", String(128), nullable=False),
    Column("worker", LargeBinary, nullable=False),
    Column("from_on", Date),
    Column("until_on", Date),
)
"""Which address belongs to which grid and who is on duty there when; `worker` is encrypted."""

home_visits = Table(
    "home_visits",
    metadata,
    Column("case_id", _case(), primary_key=True),
    Column("every_days", Integer, nullable=False),
    Column("next_on", Date, nullable=False),
    Index("ix_home_visits_next_on", "next_on"),
)
"""People who asked to be looked in on, and when next."""

visit_records = Table(
    "visit_records",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("case_id", _case(), nullable=False),
    Column("account", String(32), nullable=False),
    Column("on", Date, nullable=False),
    Column("found", String(16), nullable=False),
    Column("note", LargeBinary, nullable=False),
    Index("ix_visit_records_case_id", "case_id"),
)
"""What a visit found; `note` is encrypted."""

notices = Table(
    "notices",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("words", Text, nullable=False),
    Column("until_on", Date, nullable=False),
    Column("by", String(32), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("told", Integer, nullable=False),
)
"""Warnings that staff gave out; `told`: how many people were to be told."""
