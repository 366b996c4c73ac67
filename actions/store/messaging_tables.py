"""The tables of messaging apps: accounts, what comes in, what goes out unasked."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from actions.store.tables import UtcDateTime, metadata

chat_accounts = Table(
    "chat_accounts",
    metadata,
    Column("session", String(32), primary_key=True),
    Column("app", String(16), nullable=False),
    Column("contact", LargeBinary, nullable=False),
    Column("preferences", Text, nullable=False),
    Column("noticed_at", UtcDateTime),
    Column("made_at", UtcDateTime, nullable=False),
    Column("seen_at", UtcDateTime, nullable=False),
)
"""Chats with people. `session` is a reference; `contact`, the session's name and the app's address, is encrypted."""

chat_arrivals = Table(
    "chat_arrivals",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("app", String(16), nullable=False),
    Column("key", String(64), nullable=False),
    Column("twin", String(64)),
    Column("session", String(32), nullable=False),
    Column("state", String(16), nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("answer", LargeBinary),
    Column("sent", Integer, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("arrived_at", UtcDateTime, nullable=False),
    UniqueConstraint("app", "key"),
    Index("ix_chat_arrivals_app_state", "app", "state"),
    Index("ix_chat_arrivals_session_twin", "session", "twin"),
)
"""Messages that came in. `key` and `twin` are digests; `body` and `answer` are encrypted, and empty once it is done."""

chat_offsets = Table(
    "chat_offsets",
    metadata,
    Column("queue", String(32), primary_key=True),
    Column("value", BigInteger, nullable=False),
)
"""Where the queue of an app is to be read on: every bot has one of its own."""

chat_payloads = Table(
    "chat_payloads",
    metadata,
    Column("token", String(64), primary_key=True),
    Column("payload", LargeBinary, nullable=False),
    Column("put_at", UtcDateTime, nullable=False),
)
"""What buttons send that is too long for their app; encrypted."""

chat_pushes = Table(
    "chat_pushes",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("key", String(64), nullable=False),
    Column("session", String(32), nullable=False),
    Column("state", String(16), nullable=False),
    Column("words", LargeBinary, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("problem", String(32), nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    Column("sent_at", UtcDateTime),
    UniqueConstraint("key"),
    Index("ix_chat_pushes_state_due_at", "state", "due_at"),
    Index("ix_chat_pushes_session", "session"),
)
"""What is said in chats unasked: one row for a key; `words` are encrypted."""

chat_talks = Table(
    "chat_talks",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("session", String(32), nullable=False),
    Column("speaker", String(16), nullable=False),
    Column("words", LargeBinary, nullable=False),
    Column("said_at", UtcDateTime, nullable=False),
    Index("ix_chat_talks_session", "session"),
)
"""What somebody in a chat and a volunteer say to each other, encrypted; gone once the call is over."""

chat_follows = Table(
    "chat_follows",
    metadata,
    Column("session", String(32), primary_key=True),
    Column("case_id", ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True),
    Column("made_at", UtcDateTime, nullable=False),
)
"""Cases that a chat wants to hear of though they were filed elsewhere."""

chat_tokens = Table(
    "chat_tokens",
    metadata,
    Column("app", String(16), primary_key=True),
    Column("token", LargeBinary, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("leased_until", UtcDateTime),
)
"""What an app lets our processes speak with; encrypted."""

mandates = Table(
    "mandates",
    metadata,
    Column("number", String(8), primary_key=True),
    Column("session", String(32), primary_key=True),
    Column("role", String(16), nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    Index("ix_mandates_session", "session"),
)
"""In whose chats a letter of authorisation stands: that of whoever it is from, and that of whoever acts."""
