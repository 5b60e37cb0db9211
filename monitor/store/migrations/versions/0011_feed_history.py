"""Until when the items of a feed that moved to another host are history

Revision ID: 0011
Revises: 0010
"""
from alembic import op
import sqlalchemy as sa
import monitor.store.tables


revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('feed', schema=None) as batch_op:
        batch_op.add_column(sa.Column('history_until', monitor.store.tables.UtcDateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table('feed', schema=None) as batch_op:
        batch_op.drop_column('history_until')
