"""The tables of learning."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, Index, Integer, LargeBinary, String, Table, Text

from actions.store.tables import metadata

lesson_records = Table(
    "lesson_records",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("account", String(32), nullable=False),
    Column("learner", LargeBinary, nullable=False),
    Column("lesson", String(64), nullable=False),
    Column("is_learned", Boolean, nullable=False),
    Column("on", Date, nullable=False),
    Column("next_on", Date),
    Index("ix_lesson_records_next_on", "next_on"),
)
"""What somebody learned with a volunteer; `learner` is encrypted."""

course_passes = Table(
    "course_passes",
    metadata,
    Column("account", String(32), primary_key=True),
    Column("lesson", String(64), primary_key=True),
    Column("on", Date, nullable=False),
)
"""Lessons of the course that a volunteer passed."""

volunteer_hours = Table(
    "volunteer_hours",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("account", String(32), nullable=False),
    Column("on", Date, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("what", Text, nullable=False),
    Column("card", String(8)),
    Column("confirmed_by", String(32)),
    Index("ix_volunteer_hours_account", "account"),
)
"""Time that volunteers gave."""
