"""News of cases for whoever has them, and cases that go somewhere once more."""

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


def downgrade() -> None:
    op.execute("DELETE FROM outbox WHERE errand <> 'case' OR problem = 'replaced'")
    with op.batch_alter_table("outbox") as table:
        table.drop_index("ix_outbox_case_id")
        table.create_unique_constraint("uq_outbox_case_id_destination", ["case_id", "destination"])
        table.drop_column("about")
        table.drop_column("errand")
