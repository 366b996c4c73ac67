"""Activities, favours between neighbours, the grid, visits at home, notices; points for hours given."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _activities()
    _favours()
    _grid()
    _visits()
    with op.batch_alter_table("volunteer_hours") as table:
        table.add_column(sa.Column("card", sa.String(8)))
        table.add_column(sa.Column("confirmed_by", sa.String(32)))


def _activities() -> None:
    op.create_table(
        "activities",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("starts_at", sa.DateTime(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("cancelled_at", sa.DateTime()),
        sa.PrimaryKeyConstraint("id", name="pk_activities"),
    )
    op.create_index("ix_activities_starts_at", "activities", ["starts_at"])
    op.create_table(
        "activity_seats",
        sa.Column("case_id", sa.String(32), nullable=False),
        sa.Column("activity", sa.String(32), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("reminded_on", sa.Date()),
        _of_case("activity_seats", "case_id"),
        sa.ForeignKeyConstraint(["activity"], ["activities.id"], name="fk_activity_seats_activity"),
        sa.PrimaryKeyConstraint("case_id", name="pk_activity_seats"),
    )
    op.create_index("ix_activity_seats_activity", "activity_seats", ["activity"])


def _favours() -> None:
    op.create_table(
        "favours",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("request", sa.String(32), nullable=False),
        sa.Column("offer", sa.String(32), nullable=False),
        sa.Column("by", sa.String(32), nullable=False),
        sa.Column("approved_at", sa.DateTime(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        _of_case("favours", "request"),
        _of_case("favours", "offer"),
        sa.PrimaryKeyConstraint("id", name="pk_favours"),
    )
    op.create_index("ix_favours_request", "favours", ["request"])
    op.create_index("ix_favours_offer", "favours", ["offer"])


def _grid() -> None:
    op.create_table(
        "grid_places",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("place", sa.String(128), nullable=False),
        sa.Column("grid", sa.String(128), nullable=False),
        sa.Column("worker", sa.LargeBinary(), nullable=False),
        sa.Column("from_on", sa.Date()),
        sa.Column("until_on", sa.Date()),
        sa.PrimaryKeyConstraint("id", name="pk_grid_places"),
    )
    op.create_table(
        "notices",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("by", sa.String(32), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("told", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_notices"),
    )


def _visits() -> None:
    op.create_table(
        "home_visits",
        sa.Column("case_id", sa.String(32), nullable=False),
        sa.Column("every_days", sa.Integer(), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=False),
        _of_case("home_visits", "case_id"),
        sa.PrimaryKeyConstraint("case_id", name="pk_home_visits"),
    )
    op.create_index("ix_home_visits_next_on", "home_visits", ["next_on"])
    op.create_table(
        "visit_records",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("case_id", sa.String(32), nullable=False),
        sa.Column("account", sa.String(32), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("found", sa.String(16), nullable=False),
        sa.Column("note", sa.LargeBinary(), nullable=False),
        _of_case("visit_records", "case_id"),
        sa.PrimaryKeyConstraint("id", name="pk_visit_records"),
    )
    op.create_index("ix_visit_records_case_id", "visit_records", ["case_id"])


def _of_case(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["cases.id"], name=f"fk_{table}_{column}", ondelete="CASCADE")


def downgrade() -> None:
    with op.batch_alter_table("volunteer_hours") as table:
        table.drop_column("confirmed_by")
        table.drop_column("card")
    for name in ("visit_records", "home_visits", "notices", "grid_places", "favours", "activity_seats", "activities"):
        op.drop_table(name)
