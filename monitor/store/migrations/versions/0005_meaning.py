"""What a model made of the articles that met a rule

Revision ID: 0005
Revises: 0004
"""
from alembic import op
import sqlalchemy as sa
import monitor.store.tables


revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    op.create_table('meaning',
    sa.Column('article_id', ID, autoincrement=False, nullable=False),
    sa.Column('published_at', monitor.store.tables.UtcDateTime(timezone=True), nullable=False),
    sa.Column('packed', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('article_id', name=op.f('pk_meaning'))
    )
    op.create_index(op.f('ix_meaning_published_at'), 'meaning', ['published_at'], unique=False)


def downgrade() -> None:
    op.drop_index(op.f('ix_meaning_published_at'), table_name='meaning')
    op.drop_table('meaning')
