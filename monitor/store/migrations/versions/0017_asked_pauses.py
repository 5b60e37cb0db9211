"""For how long receivers ask to be left alone; what silenced rules and entities are called

Revision ID: 0017
Revises: 0016
"""
from alembic import op
import sqlalchemy as sa
import monitor.store.tables


revision = '0017'
down_revision = '0016'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('pause',
    sa.Column('receiver', sa.String(), nullable=False),
    sa.Column('since', monitor.store.tables.UtcDateTime(timezone=True), nullable=False),
    sa.Column('until', monitor.store.tables.UtcDateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('receiver', name=op.f('pk_pause'))
    )
    with op.batch_alter_table('silence', schema=None) as batch_op:
        batch_op.add_column(sa.Column('called', sa.JSON(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table('silence', schema=None) as batch_op:
        batch_op.drop_column('called')
    op.drop_table('pause')
