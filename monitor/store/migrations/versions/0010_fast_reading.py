"""What speaks for the fast reading of a feed's documents

Revision ID: 0010
Revises: 0009
"""
from alembic import op
import sqlalchemy as sa


revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None

COUNTS = ('fast_agreed', 'fast_differed')


def upgrade() -> None:
    with op.batch_alter_table('feed', schema=None) as batch_op:
        batch_op.add_column(sa.Column('fast_known', sa.LargeBinary(), nullable=True))
        for name in COUNTS:
            batch_op.add_column(sa.Column(name, sa.Integer(), nullable=False, server_default='0'))
    with op.batch_alter_table('feed', schema=None) as batch_op:
        for name in COUNTS:
            batch_op.alter_column(name, server_default=None, existing_type=sa.Integer(), existing_nullable=False)


def downgrade() -> None:
    with op.batch_alter_table('feed', schema=None) as batch_op:
        for name in ('fast_known', *COUNTS):
            batch_op.drop_column(name)
