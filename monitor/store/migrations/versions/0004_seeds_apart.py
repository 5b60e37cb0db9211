"""Seeds stand in the index under their negative ids, where no number of newer items pushes them out of sight

Revision ID: 0004
Revises: 0003
"""
from alembic import op


revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("UPDATE print SET article_id = -article_id WHERE article_id IN (SELECT id FROM article WHERE seed <> '')")


def downgrade() -> None:
    op.execute('UPDATE print SET article_id = -article_id WHERE article_id < 0')
