"""The key by which links in messages are signed

Revision ID: 0008
Revises: 0007
"""
from alembic import op
import sqlalchemy as sa

from monitor.store.tables import UtcDateTime


revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('link_key',
    sa.Column('id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('key', sa.LargeBinary(), nullable=False),
    sa.Column('made_at', UtcDateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_link_key'))
    )


def downgrade() -> None:
    op.drop_table('link_key')
