"""A verdict's score, which nobody read: what it was made from stands in its detail

Revision ID: 0015
Revises: 0014
"""
from alembic import op
import sqlalchemy as sa


revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_column('article', 'verdict_score')


def downgrade() -> None:
    op.add_column('article', sa.Column('verdict_score', sa.Float(), nullable=False, server_default='0'))
