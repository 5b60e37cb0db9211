"""The last good set of files, a bad edit, and alerts without an article

Revision ID: 0002
Revises: 0001
"""
from alembic import op
import sqlalchemy as sa
import sqlmodel
import monitor.store.tables


revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    op.create_table('bad_edit',
    sa.Column('id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('since', monitor.store.tables.UtcDateTime(timezone=True), nullable=False),
    sa.Column('problems', sa.JSON(), nullable=False),
    sa.Column('told', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_bad_edit'))
    )
    op.create_table('good_set',
    sa.Column('id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('ruleset', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('since', monitor.store.tables.UtcDateTime(timezone=True), nullable=False),
    sa.Column('rules', sa.Integer(), nullable=False),
    sa.Column('entities', sa.Integer(), nullable=False),
    sa.Column('content', sa.JSON(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_good_set'))
    )
    with op.batch_alter_table('alert', schema=None) as batch_op:
        batch_op.alter_column('article_id', existing_type=ID, nullable=True)


def downgrade() -> None:
    # What has no article cannot be kept by the older schema.
    op.execute("DELETE FROM delivery WHERE alert_id IN (SELECT id FROM alert WHERE article_id IS NULL)")
    op.execute("DELETE FROM alert WHERE article_id IS NULL")
    with op.batch_alter_table('alert', schema=None) as batch_op:
        batch_op.alter_column('article_id', existing_type=ID, nullable=False)
    op.drop_table('good_set')
    op.drop_table('bad_edit')
