"""Alembic runs this for every command; `actions.store.schema` hands in the open connection."""

from alembic import context

from actions.store import desk_work  # noqa: F401 (every table is known once the repositories are)
from actions.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
context.run_migrations()
