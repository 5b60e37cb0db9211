"""The telling words of an article, changes of stories, inherited matches

Revision ID: 0003
Revises: 0002
"""
from alembic import op
import sqlalchemy as sa
import sqlmodel
import monitor.store.tables


revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    op.add_column('article', sa.Column('terms', sa.LargeBinary(), nullable=True))
    with op.batch_alter_table('match', schema=None) as batch_op:
        batch_op.add_column(sa.Column('inherited', sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table('match', schema=None) as batch_op:
        batch_op.alter_column('inherited', server_default=None, existing_type=sa.Boolean(), existing_nullable=False)
    op.create_table('apart',
    sa.Column('story_id', ID, autoincrement=False, nullable=False),
    sa.Column('other_id', ID, autoincrement=False, nullable=False),
    sa.PrimaryKeyConstraint('story_id', 'other_id', name=op.f('pk_apart'))
    )
    op.create_table('story_change',
    sa.Column('id', ID, autoincrement=True, nullable=False),
    sa.Column('at', monitor.store.tables.UtcDateTime(timezone=True), nullable=False),
    sa.Column('by', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('story_id', ID, nullable=False),
    sa.Column('other_id', ID, nullable=False),
    sa.Column('articles', sa.JSON(), nullable=False),
    sa.Column('why', monitor.store.tables.StorableText(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_story_change'))
    )
    with op.batch_alter_table('story_change', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_story_change_other_id'), ['other_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_story_change_story_id'), ['story_id'], unique=False)


def downgrade() -> None:
    op.drop_table('story_change')
    op.drop_table('apart')
    with op.batch_alter_table('match', schema=None) as batch_op:
        batch_op.drop_column('inherited')
    with op.batch_alter_table('article', schema=None) as batch_op:
        batch_op.drop_column('terms')
