"""What waits and why, who acknowledged, silences, and what rules know over time

Revision ID: 0007
Revises: 0006
"""
from alembic import op
import sqlalchemy as sa
from sqlmodel.sql.sqltypes import AutoString

from monitor.store.tables import StorableText, UtcDateTime


revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
GIVEN = {
    'alert': (('acknowledged_by', StorableText(), ''),),
    'delivery': (
        ('form', AutoString(), 'single'),
        ('heading', StorableText(), ''),
        ('hold', AutoString(), ''),
        ('hold_why', StorableText(), ''),
        ('counted', sa.Boolean(), sa.false()),
        ('reference', StorableText(), ''),
    ),
}


def upgrade() -> None:
    for table, columns in GIVEN.items():
        with op.batch_alter_table(table, schema=None) as batch_op:
            for name, kind, value in columns:
                batch_op.add_column(sa.Column(name, kind, nullable=False, server_default=value))
        with op.batch_alter_table(table, schema=None) as batch_op:
            for name, kind, _ in columns:
                batch_op.alter_column(name, server_default=None, existing_type=kind, existing_nullable=False)
    with op.batch_alter_table('alert', schema=None) as batch_op:
        batch_op.add_column(sa.Column('acknowledged_at', time(), nullable=True))
        batch_op.create_index('ix_alert_group', ['group'], unique=False)
    with op.batch_alter_table('delivery', schema=None) as batch_op:
        batch_op.add_column(sa.Column('told_in', ID, nullable=True))
        batch_op.create_index('ix_delivery_receiver_finished_at', ['receiver', 'finished_at'], unique=False)

    op.create_table('silence',
    sa.Column('id', ID, autoincrement=True, nullable=False),
    sa.Column('kind', AutoString(), nullable=False),
    sa.Column('matchers', sa.JSON(), nullable=False),
    sa.Column('by', StorableText(), nullable=False),
    sa.Column('reason', StorableText(), nullable=False),
    sa.Column('created_at', time(), nullable=False),
    sa.Column('starts_at', time(), nullable=False),
    sa.Column('ends_at', time(), nullable=False),
    sa.Column('ended_by', StorableText(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_silence'))
    )
    op.create_table('matter',
    sa.Column('rule', AutoString(), nullable=False),
    sa.Column('group', AutoString(), nullable=False),
    sa.Column('first_match_at', time(), nullable=False),
    sa.Column('last_match_at', time(), nullable=False),
    sa.Column('last_article_id', ID, nullable=True),
    sa.Column('last_alert_at', time(), nullable=True),
    sa.Column('held_until', time(), nullable=True),
    sa.Column('severity', AutoString(), nullable=False),
    sa.Column('confirmed_at', time(), nullable=True),
    sa.Column('spiking', sa.Boolean(), nullable=False),
    sa.Column('quiet_told_at', time(), nullable=True),
    sa.PrimaryKeyConstraint('rule', 'group', name=op.f('pk_matter'))
    )
    op.create_table('sighting',
    sa.Column('id', ID, autoincrement=True, nullable=False),
    sa.Column('rule', AutoString(), nullable=False),
    sa.Column('group', AutoString(), nullable=False),
    sa.Column('at', time(), nullable=False),
    sa.Column('article_id', ID, nullable=False),
    sa.Column('owner', StorableText(), nullable=False),
    sa.Column('domain', StorableText(), nullable=False),
    sa.Column('feed', StorableText(), nullable=False),
    sa.Column('is_copy', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sighting'))
    )
    op.create_index('ix_sighting_at', 'sighting', ['at'], unique=False)
    op.create_index('ix_sighting_rule_group_at', 'sighting', ['rule', 'group', 'at'], unique=False)
    op.create_table('rate',
    sa.Column('rule', AutoString(), nullable=False),
    sa.Column('group', AutoString(), nullable=False),
    sa.Column('hour', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('matches', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('rule', 'group', 'hour', name=op.f('pk_rate')),
    sqlite_with_rowid=False
    )


def downgrade() -> None:
    for table in ('rate', 'sighting', 'matter', 'silence'):
        op.drop_table(table)
    with op.batch_alter_table('delivery', schema=None) as batch_op:
        batch_op.drop_index('ix_delivery_receiver_finished_at')
        batch_op.drop_column('told_in')
    with op.batch_alter_table('alert', schema=None) as batch_op:
        batch_op.drop_index('ix_alert_group')
        batch_op.drop_column('acknowledged_at')
    for table, columns in GIVEN.items():
        with op.batch_alter_table(table, schema=None) as batch_op:
            for name, _, _ in columns:
                batch_op.drop_column(name)


def time() -> UtcDateTime:
    return UtcDateTime(timezone=True)
