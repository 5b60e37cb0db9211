"""What polling learned of a feed: its rhythm, its publisher's wishes, where it moved, what is wrong with it

Revision ID: 0006
Revises: 0005
"""
from alembic import op
import sqlalchemy as sa
import sqlmodel
import monitor.store.tables


revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None

TEXTS = ('moved_to', 'trouble', 'trouble_told', 'trouble_why')
TIMES = ('newest_at', 'not_before', 'trouble_since')
COUNTS = ('moved_polls', 'gone_polls', 'wished_seconds')


def upgrade() -> None:
    def text(name, **more):
        kind = sqlmodel.sql.sqltypes.AutoString() if name in ('trouble', 'trouble_told') else monitor.store.tables.StorableText()
        return sa.Column(name, kind, nullable=False, **more)

    with op.batch_alter_table('feed', schema=None) as batch_op:
        for name in TEXTS:
            batch_op.add_column(text(name, server_default=''))
        for name in COUNTS:
            batch_op.add_column(sa.Column(name, sa.Integer(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('rhythm', sa.LargeBinary(), nullable=True))
        for name in TIMES:
            batch_op.add_column(sa.Column(name, monitor.store.tables.UtcDateTime(timezone=True), nullable=True))
    with op.batch_alter_table('feed', schema=None) as batch_op:
        for name in TEXTS:
            batch_op.alter_column(name, server_default=None, existing_nullable=False)
        for name in COUNTS:
            batch_op.alter_column(name, server_default=None, existing_type=sa.Integer(), existing_nullable=False)


def downgrade() -> None:
    with op.batch_alter_table('feed', schema=None) as batch_op:
        for name in (*TEXTS, *COUNTS, *TIMES, 'rhythm'):
            batch_op.drop_column(name)
