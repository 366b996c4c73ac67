"""The catalogue as published, calls for help, unanswered needs, and the dialogue's events."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _catalogue()
    _help_and_needs()
    _events()


def _catalogue() -> None:
    op.create_table(
        "catalogue_editions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("region", sa.String(64), nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("published_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_catalogue_editions"),
    )
    op.create_index("ix_catalogue_editions_region", "catalogue_editions", ["region"])
    op.create_table(
        "catalogue_services",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("service", sa.String(64), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"],
            ["catalogue_editions.id"],
            name="fk_catalogue_services_edition_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("edition_id", "service", name="pk_catalogue_services"),
    )


def _help_and_needs() -> None:
    op.create_table(
        "help_requests",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("session", sa.String(32), nullable=False),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("reason", sa.String(32), nullable=False),
        sa.Column("urgency", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(64), nullable=False),
        sa.Column("service", sa.String(64)),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_help_requests"),
    )
    op.create_index("ix_help_requests_session", "help_requests", ["session"])
    op.create_index("ix_help_requests_state_urgency", "help_requests", ["state", "urgency"])
    op.create_table(
        "needs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("label", sa.String(64), nullable=False),
        sa.Column("service", sa.String(64)),
        sa.Column("noted_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_needs"),
    )
    op.create_index("ix_needs_noted_at", "needs", ["noted_at"])


def _events() -> None:
    op.create_table(
        "conversation_events",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("sender_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("at", sa.Float(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_conversation_events"),
    )
    op.create_index("ix_conversation_events_sender_id", "conversation_events", ["sender_id"])


def downgrade() -> None:
    for table in (
        "conversation_events",
        "needs",
        "help_requests",
        "catalogue_services",
        "catalogue_editions",
    ):
        op.drop_table(table)
