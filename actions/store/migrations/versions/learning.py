"""Lessons learned with a volunteer, the volunteers' course, and hours."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "lesson_records",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("account", sa.String(32), nullable=False),
        sa.Column("learner", sa.LargeBinary(), nullable=False),
        sa.Column("lesson", sa.String(64), nullable=False),
        sa.Column("is_learned", sa.Boolean(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("next_on", sa.Date()),
        sa.PrimaryKeyConstraint("id", name="pk_lesson_records"),
    )
    op.create_index("ix_lesson_records_next_on", "lesson_records", ["next_on"])
    op.create_table(
        "course_passes",
        sa.Column("account", sa.String(32), nullable=False),
        sa.Column("lesson", sa.String(64), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("account", "lesson", name="pk_course_passes"),
    )
    op.create_table(
        "volunteer_hours",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("account", sa.String(32), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_volunteer_hours"),
    )
    op.create_index("ix_volunteer_hours_account", "volunteer_hours", ["account"])


def downgrade() -> None:
    op.drop_index("ix_volunteer_hours_account", "volunteer_hours")
    op.drop_table("volunteer_hours")
    op.drop_table("course_passes")
    op.drop_index("ix_lesson_records_next_on", "lesson_records")
    op.drop_table("lesson_records")
