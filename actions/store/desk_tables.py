"""The tables of the desk: accounts, their sessions and links, the station's PIN, the audit log."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, String, Table, UniqueConstraint

from actions.store.tables import UtcDateTime, metadata

desk_accounts = Table(
    "desk_accounts",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("number", String(8), nullable=False),
    Column("role", String(16), nullable=False),
    Column("name", LargeBinary, nullable=False),
    Column("password", String(128), nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    Column("disabled_at", UtcDateTime),
    UniqueConstraint("number"),
)
"""Who may come in. `name` is encrypted, `password` an Argon2id digest."""

desk_sessions = Table(
    "desk_sessions",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("account", ForeignKey("desk_accounts.id", ondelete="CASCADE"), nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    Column("seen_at", UtcDateTime, nullable=False),
    Index("ix_desk_sessions_account", "account"),
)
"""Browsers in which somebody has come in; their secrets are kept as digests."""

desk_invitations = Table(
    "desk_invitations",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("role", String(16), nullable=False),
    Column("account", ForeignKey("desk_accounts.id", ondelete="CASCADE")),
    Column("made_by", String(32), nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("used_at", UtcDateTime),
)
"""Links that let somebody in once; their secrets are kept as digests. `made_by` is empty for the station itself."""

desk_pins = Table(
    "desk_pins",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("digest", String(128), nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
)
"""The station's PINs as Argon2id digests; the newest is good."""

call_attempts = Table(
    "call_attempts",
    metadata,
    Column("subject", String(48), primary_key=True),
    Column("tries", Integer, nullable=False),
    Column("last_at", UtcDateTime, nullable=False),
    Column("next_at", UtcDateTime, nullable=False),
)
"""Calls in vain: of which case or reminder, how often, and when to ring again."""

audit_entries = Table(
    "audit_entries",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", UtcDateTime, nullable=False),
    Column("account", String(32), nullable=False),
    Column("action", String(32), nullable=False),
    Column("subject", String(64), nullable=False),
    Column("reason", LargeBinary, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("digest", String(64), nullable=False),
    Index("ix_audit_entries_account", "account"),
    Index("ix_audit_entries_subject", "subject"),
)
"""What was looked at and done at the desk, numbered without gaps. `reason` is encrypted; `digest` is a keyed digest of
the row and of the digest before it. Rows are never changed or removed: the database itself refuses it."""
