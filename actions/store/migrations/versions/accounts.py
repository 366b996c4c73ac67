"""Accounts of the desk, their sessions, and the audit log."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_REFUSED = "the audit log only grows"


def upgrade() -> None:
    _accounts()
    _sessions()
    _audit()
    _refuse_changes()


def _accounts() -> None:
    op.create_table(
        "desk_accounts",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("number", sa.String(8), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("password", sa.String(128), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("disabled_at", sa.DateTime()),
        sa.PrimaryKeyConstraint("id", name="pk_desk_accounts"),
        sa.UniqueConstraint("number", name="uq_desk_accounts_number"),
    )
    op.create_table(
        "desk_pins",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("digest", sa.String(128), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_desk_pins"),
    )


def _sessions() -> None:
    op.create_table(
        "desk_sessions",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("account", sa.String(32), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_desk_sessions"),
        sa.ForeignKeyConstraint(["account"], ["desk_accounts.id"], name="fk_desk_sessions_account", ondelete="CASCADE"),
    )
    op.create_index("ix_desk_sessions_account", "desk_sessions", ["account"])
    op.create_table(
        "desk_invitations",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("account", sa.String(32)),
        sa.Column("made_by", sa.String(32), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("used_at", sa.DateTime()),
        sa.PrimaryKeyConstraint("digest", name="pk_desk_invitations"),
        sa.ForeignKeyConstraint(
            ["account"], ["desk_accounts.id"], name="fk_desk_invitations_account", ondelete="CASCADE"
        ),
    )


def _audit() -> None:
    op.create_table(
        "audit_entries",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("account", sa.String(32), nullable=False),
        sa.Column("action", sa.String(32), nullable=False),
        sa.Column("subject", sa.String(64), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_audit_entries"),
    )
    op.create_index("ix_audit_entries_account", "audit_entries", ["account"])
    op.create_index("ix_audit_entries_subject", "audit_entries", ["subject"])


def _refuse_changes() -> None:
    """A trigger is no lock against whoever owns the file; it keeps every program of ours, and every slip, out."""
    if op.get_bind().dialect.name == "sqlite":
        for what in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER audit_entries_no_{what.lower()} BEFORE {what} ON audit_entries "
                f"BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END"
            )
    elif op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION refuse_audit_change() RETURNS trigger AS "
            f"$$ BEGIN RAISE EXCEPTION '{_REFUSED}'; END $$ LANGUAGE plpgsql"
        )
        op.execute(
            "CREATE TRIGGER audit_entries_no_change BEFORE UPDATE OR DELETE ON audit_entries "
            "FOR EACH ROW EXECUTE FUNCTION refuse_audit_change()"
        )


def downgrade() -> None:
    for table in ("audit_entries", "desk_invitations", "desk_sessions", "desk_pins", "desk_accounts"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION IF EXISTS refuse_audit_change()")
