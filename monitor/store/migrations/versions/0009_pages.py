"""Pages of items that their feed gives cut; by what a feed's items are known

Revision ID: 0009
Revises: 0008
"""
from alembic import op
import sqlalchemy as sa
import sqlmodel
import monitor.store.tables


revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('page',
        sa.Column('article_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
        sa.Column('host', monitor.store.tables.StorableText(), nullable=False),
        sa.Column('edition', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column('due_at', monitor.store.tables.UtcDateTime(timezone=True), nullable=False),
        sa.Column('attempts', sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint('article_id', name=op.f('pk_page')),
    )
    op.create_index('ix_page_due_at', 'page', ['due_at'])
    with op.batch_alter_table('article', schema=None) as batch_op:
        batch_op.add_column(sa.Column('given', sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default=''))
    with op.batch_alter_table('article', schema=None) as batch_op:
        batch_op.alter_column('given', server_default=None, existing_nullable=False)
    with op.batch_alter_table('feed', schema=None) as batch_op:
        batch_op.add_column(sa.Column('identity', monitor.store.tables.StorableText(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('changing_polls', sa.Integer(), nullable=False, server_default='0'))
    with op.batch_alter_table('feed', schema=None) as batch_op:
        batch_op.alter_column('identity', server_default=None, existing_nullable=False)
        batch_op.alter_column('changing_polls', server_default=None, existing_type=sa.Integer(), existing_nullable=False)


def downgrade() -> None:
    with op.batch_alter_table('feed', schema=None) as batch_op:
        batch_op.drop_column('changing_polls')
        batch_op.drop_column('identity')
    with op.batch_alter_table('article', schema=None) as batch_op:
        batch_op.drop_column('given')
    op.drop_index('ix_page_due_at', table_name='page')
    op.drop_table('page')
