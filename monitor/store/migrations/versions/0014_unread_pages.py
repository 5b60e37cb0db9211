"""Why a page could not be read, also of one that is given up

Revision ID: 0014
Revises: 0013
"""
from alembic import op
import sqlalchemy as sa
import monitor.store.tables


revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None


def upgrade() -> None:
    _due_at(nullable=True)
    with op.batch_alter_table('page', schema=None) as batch_op:
        batch_op.add_column(sa.Column('error', monitor.store.tables.StorableText(), nullable=False, server_default=''))
    with op.batch_alter_table('page', schema=None) as batch_op:
        batch_op.alter_column('error', server_default=None, existing_nullable=False)


def downgrade() -> None:
    op.execute('DELETE FROM page WHERE due_at IS NULL')
    with op.batch_alter_table('page', schema=None) as batch_op:
        batch_op.drop_column('error')
    _due_at(nullable=False)


def _due_at(*, nullable: bool) -> None:
    with op.batch_alter_table('page', schema=None) as batch_op:
        batch_op.alter_column('due_at', existing_type=monitor.store.tables.UtcDateTime(timezone=True), nullable=nullable)
