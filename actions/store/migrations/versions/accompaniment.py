"""Who takes a call for help, when, and how it ended."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_COLUMNS = ("taken_by", "taker_name", "taken_at", "escalated_at", "closed_at", "outcome", "place")


def upgrade() -> None:
    with op.batch_alter_table("help_requests") as table:
        table.add_column(sa.Column("place", sa.String(64), nullable=False, server_default=""))
        table.add_column(sa.Column("taken_by", sa.String(32)))
        table.add_column(sa.Column("taker_name", sa.LargeBinary()))
        table.add_column(sa.Column("taken_at", sa.DateTime()))
        table.add_column(sa.Column("escalated_at", sa.DateTime()))
        table.add_column(sa.Column("closed_at", sa.DateTime()))
        table.add_column(sa.Column("outcome", sa.String(16)))
        table.create_index("ix_help_requests_asked_at", ["asked_at"])


def downgrade() -> None:
    with op.batch_alter_table("help_requests") as table:
        table.drop_index("ix_help_requests_asked_at")
        for name in _COLUMNS:
            table.drop_column(name)
