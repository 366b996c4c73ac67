"""What messaging apps brought in and what goes out to them."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _accounts()
    _arrivals()
    _pushes()
    _following()
    with op.batch_alter_table("drafts") as drafts:
        drafts.add_column(sa.Column("session", sa.String(32)))
        drafts.create_index("ix_drafts_session", ["session"])


def _accounts() -> None:
    op.create_table(
        "chat_accounts",
        sa.Column("session", sa.String(32), nullable=False),
        sa.Column("app", sa.String(16), nullable=False),
        sa.Column("contact", sa.LargeBinary(), nullable=False),
        sa.Column("preferences", sa.Text(), nullable=False),
        sa.Column("noticed_at", sa.DateTime()),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("session", name="pk_chat_accounts"),
    )
    op.create_table(
        "chat_tokens",
        sa.Column("app", sa.String(16), nullable=False),
        sa.Column("token", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("leased_until", sa.DateTime()),
        sa.PrimaryKeyConstraint("app", name="pk_chat_tokens"),
    )


def _arrivals() -> None:
    op.create_table(
        "chat_arrivals",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("app", sa.String(16), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("twin", sa.String(64)),
        sa.Column("session", sa.String(32), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("answer", sa.LargeBinary()),
        sa.Column("sent", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("arrived_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_chat_arrivals"),
        sa.UniqueConstraint("app", "key", name="uq_chat_arrivals_app_key"),
    )
    op.create_index("ix_chat_arrivals_app_state", "chat_arrivals", ["app", "state"])
    op.create_index("ix_chat_arrivals_session_twin", "chat_arrivals", ["session", "twin"])
    op.create_table(
        "chat_offsets",
        sa.Column("app", sa.String(16), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("app", name="pk_chat_offsets"),
    )
    op.create_table(
        "chat_payloads",
        sa.Column("token", sa.String(64), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.Column("put_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("token", name="pk_chat_payloads"),
    )


def _pushes() -> None:
    op.create_table(
        "chat_pushes",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("session", sa.String(32), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("problem", sa.String(32), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("sent_at", sa.DateTime()),
        sa.PrimaryKeyConstraint("id", name="pk_chat_pushes"),
        sa.UniqueConstraint("key", name="uq_chat_pushes_key"),
    )
    op.create_index("ix_chat_pushes_state_due_at", "chat_pushes", ["state", "due_at"])
    op.create_index("ix_chat_pushes_session", "chat_pushes", ["session"])


def _following() -> None:
    op.create_table(
        "chat_follows",
        sa.Column("session", sa.String(32), nullable=False),
        sa.Column("case_id", sa.String(32), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("session", "case_id", name="pk_chat_follows"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_chat_follows_case_id", ondelete="CASCADE"),
    )
    op.create_table(
        "mandates",
        sa.Column("number", sa.String(8), nullable=False),
        sa.Column("session", sa.String(32), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("number", "session", name="pk_mandates"),
    )
    op.create_index("ix_mandates_session", "mandates", ["session"])


def downgrade() -> None:
    with op.batch_alter_table("drafts") as drafts:
        drafts.drop_index("ix_drafts_session")
        drafts.drop_column("session")
    for table in (
        "mandates",
        "chat_follows",
        "chat_pushes",
        "chat_payloads",
        "chat_offsets",
        "chat_arrivals",
        "chat_tokens",
        "chat_accounts",
    ):
        op.drop_table(table)
