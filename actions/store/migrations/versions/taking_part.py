"""The ledger, votes and points."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _ledger()
    _votes()
    _points()


def _ledger() -> None:
    op.create_table(
        "ledger_entries",
        sa.Column("index", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("index", name="pk_ledger_entries"),
    )
    op.create_table(
        "ledger_heads",
        sa.Column("length", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("signature", sa.String(128), nullable=False),
        sa.PrimaryKeyConstraint("length", name="pk_ledger_heads"),
    )


def _votes() -> None:
    op.create_table(
        "votes",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("options", sa.Text(), nullable=False),
        sa.Column("electorate", sa.Text(), nullable=False),
        sa.Column("ballots", sa.Integer(), nullable=False),
        sa.Column("opens_at", sa.DateTime(), nullable=False),
        sa.Column("closes_at", sa.DateTime(), nullable=False),
        sa.Column("counted_at", sa.DateTime()),
        sa.PrimaryKeyConstraint("id", name="pk_votes"),
    )
    op.create_table(
        "ballot_papers",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("vote", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_ballot_papers"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "ballot_receivers",
        sa.Column("vote", sa.String(32), nullable=False),
        sa.Column("lookup", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("vote", "lookup", name="pk_ballot_receivers"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "ballots",
        sa.Column("vote", sa.String(32), nullable=False),
        sa.Column("commitment", sa.String(64), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("is_posted", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("vote", "commitment", name="pk_ballots"),
        sqlite_with_rowid=False,
    )


def _points() -> None:
    op.create_table(
        "point_holders",
        sa.Column("card", sa.String(8), nullable=False),
        sa.Column("lookup", sa.String(64), nullable=False),
        sa.Column("person", sa.LargeBinary(), nullable=False),
        sa.Column("joined_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("card", name="pk_point_holders"),
        sa.UniqueConstraint("lookup", name="uq_point_holders_lookup"),
    )


def downgrade() -> None:
    for table in (
        "point_holders",
        "ballots",
        "ballot_receivers",
        "ballot_papers",
        "votes",
        "ledger_heads",
        "ledger_entries",
    ):
        op.drop_table(table)
