"""The tables of those who read from outside, and of what they sent back."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, String, Table, Text, UniqueConstraint

from actions.store.tables import UtcDateTime, metadata

access_tokens = Table(
    "access_tokens",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("name", String(64), nullable=False),
    Column("scopes", String(128), nullable=False),
    Column("services", Text, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    Column("made_by", String(64), nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("revoked_at", UtcDateTime),
    UniqueConstraint("digest"),
)
"""Who may read what from outside. Only the digest of a token is kept; scopes and services are parted by spaces."""

received_results = Table(
    "received_results",
    metadata,
    Column("token_id", String(32), primary_key=True),
    Column("key", String(64), primary_key=True),
    Column("case_id", ForeignKey("cases.id", ondelete="CASCADE"), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("at", UtcDateTime, nullable=False),
)
"""Results that came in, by the sender's own key: the same one sent twice is taken once."""
