"""News of cases for whoever has them, cases that go somewhere once more, and talks between chats and the desk."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("outbox") as table:
        table.add_column(sa.Column("errand", sa.String(16), nullable=False, server_default="case"))
        table.add_column(sa.Column("about", sa.String(32)))
        table.drop_constraint("uq_outbox_case_id_destination", type_="unique")
        table.create_index("ix_outbox_case_id", ["case_id"])
    op.create_table(
        "chat_talks",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("session", sa.String(32), nullable=False),
        sa.Column("speaker", sa.String(16), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("said_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_chat_talks"),
    )
    op.create_index("ix_chat_talks_session", "chat_talks", ["session"])


def downgrade() -> None:
    op.drop_table("chat_talks")
    op.execute("DELETE FROM outbox WHERE errand <> 'case' OR problem = 'replaced'")
    with op.batch_alter_table("outbox") as table:
        table.drop_index("ix_outbox_case_id")
        table.create_unique_constraint("uq_outbox_case_id_destination", ["case_id", "destination"])
        table.drop_column("about")
        table.drop_column("errand")
