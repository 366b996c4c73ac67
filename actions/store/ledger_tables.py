"""The tables of taking part: the ledger, votes and points.

Tables about ballots have no row numbers and no moments: the order in which people voted is kept nowhere.
"""

from __future__ import annotations

from sqlalchemy import Column, Date, Integer, LargeBinary, String, Table, Text, UniqueConstraint

from actions.store.tables import UtcDateTime, metadata

ledger_entries = Table(
    "ledger_entries",
    metadata,
    Column("index", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(32), nullable=False),
    Column("body", Text, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("digest", String(64), nullable=False),
)
"""The pages of the public ledger; `body` is JSON and holds nothing personal."""

ledger_heads = Table(
    "ledger_heads",
    metadata,
    Column("length", Integer, primary_key=True, autoincrement=False),
    Column("digest", String(64), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("signature", String(128), nullable=False),
)
"""Signed heads: how long the ledger was, and when."""

votes = Table(
    "votes",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("title", Text, nullable=False),
    Column("options", Text, nullable=False),
    Column("electorate", Text, nullable=False),
    Column("ballots", Integer, nullable=False),
    Column("opens_at", UtcDateTime, nullable=False),
    Column("closes_at", UtcDateTime, nullable=False),
    Column("counted_at", UtcDateTime),
)
"""Questions put to the residents; `options` is a JSON list."""

ballot_papers = Table(
    "ballot_papers",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("vote", String(32), nullable=False),
    sqlite_with_rowid=False,
)
"""Ballot papers that may still be used, as keyed digests of their numbers. A used one is gone."""

ballot_receivers = Table(
    "ballot_receivers",
    metadata,
    Column("vote", String(32), primary_key=True),
    Column("lookup", String(64), primary_key=True),
    sqlite_with_rowid=False,
)
"""Who has drawn a ballot paper, as keyed digests of people: not which paper, and not when."""

ballots = Table(
    "ballots",
    metadata,
    Column("vote", String(32), primary_key=True),
    Column("commitment", String(64), primary_key=True),
    Column("secret", LargeBinary, nullable=False),
    Column("is_posted", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""Ballots until the count; `secret` is encrypted. `is_posted`: 1 once the commitment stands in the ledger."""

point_holders = Table(
    "point_holders",
    metadata,
    Column("card", String(8), primary_key=True),
    Column("lookup", String(64), nullable=False),
    Column("person", LargeBinary, nullable=False),
    Column("joined_on", Date, nullable=False),
    UniqueConstraint("lookup"),
)
"""Who holds a card for points; `person` is encrypted. The points themselves stand in the ledger, by card."""
