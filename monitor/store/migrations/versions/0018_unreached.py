"""Whether a feed that fails was not reached at all, as where the network is down

Revision ID: 0018
Revises: 0017
"""
from alembic import op
import sqlalchemy as sa


revision = '0018'
down_revision = '0017'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('feed', schema=None) as batch_op:
        batch_op.add_column(sa.Column('unreached', sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table('feed', schema=None) as batch_op:
        batch_op.alter_column('unreached', server_default=None, existing_type=sa.Boolean(), existing_nullable=False)


def downgrade() -> None:
    with op.batch_alter_table('feed', schema=None) as batch_op:
        batch_op.drop_column('unreached')
