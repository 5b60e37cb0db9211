"""Run by Alembic with a connection that monitor.store.schema hands over."""

from alembic import context
from sqlmodel import SQLModel

from monitor.store import tables  # noqa: F401 - fills SQLModel.metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
