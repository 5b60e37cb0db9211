"""What holds a message, why it was closed, why a match is silent and which numbers an edit changed: as words of their own

Revision ID: 0019
Revises: 0018
"""
import re

from alembic import op
import sqlalchemy as sa


revision = '0019'
down_revision = '0018'
branch_labels = None
depends_on = None

_delivery = sa.table(
    'delivery',
    *(sa.column(name) for name in ('id', 'state', 'error', 'hold', 'hold_why', 'held_by', 'silence_id', 'closed_as')),
)
_match = sa.table('match', *(sa.column(name) for name in ('id', 'outcome', 'why', 'silent_for', 'told_in')))
_ID = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
_edition = sa.table('edition', *(sa.column(name) for name in ('article_id', 'number', 'why')), sa.column('counted', sa.JSON))
_AT_ONCE = 10_000
"""Rows."""
# How the sentences of before began or ended. Also those in front of which `inherited, ...: ` stands.
_HELD_BY = {
    'quiet hours%': 'quiet_hours',
    'cap of %': 'cap',
    'unless somebody acknowledges % of being told': 'untold',
    'a person wants it sent': 'by_hand',
    'silence %': 'silence',
    'snooze %': 'snooze',
}
_CLOSED_AS = {
    'acknowledged before it was due': 'acknowledged',
    'its alert was silenced': 'silenced',
    'its receiver left the config%': 'receiver_left',
    'the routes escalate it to %': 'step_left',
}
_SILENT_FOR = {
    "%in the feed's first poll: known from now on%": 'baseline',
    '%longer than alert_window (%': 'too_old',
    'the rule asks for %': 'not_asked_for',
    '%: the rule asks for %': 'not_asked_for',
    'the rule tells of silence only': 'over_time',
    'no spike: %': 'over_time',
    'the spike goes on: %': 'over_time',
    '%mentioned before, last on %': 'over_time',
}
_SILENCE = re.compile(r'(?:silence|snooze) (\d+)')
_NOW_SAYS = 'edited, and now says: '
_CHANGE = re.compile(r'(\w+): [\d.,]+(?: [mb]illion)? -> [\d.,]+(?: [mb]illion)?|[\d.,]+ (?:[mb]illion )?(\w+)')
_TOLD_IN = re.compile(r'told before by this rule \(alert (\d+)\)')


def upgrade() -> None:
    with op.batch_alter_table('delivery', schema=None) as batch_op:
        batch_op.add_column(sa.Column('held_by', sa.String(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('silence_id', _ID, nullable=True))
        batch_op.add_column(sa.Column('closed_as', sa.String(), nullable=False, server_default=''))
    with op.batch_alter_table('match', schema=None) as batch_op:
        batch_op.add_column(sa.Column('silent_for', sa.String(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('told_in', _ID, nullable=True))
    with op.batch_alter_table('edition', schema=None) as batch_op:
        batch_op.add_column(sa.Column('counted', sa.JSON(), nullable=False, server_default='[]'))
    _fill()
    _fill_editions()
    with op.batch_alter_table('edition', schema=None) as batch_op:
        batch_op.alter_column('counted', server_default=None, existing_type=sa.JSON(), existing_nullable=False)
    for table, names in (('delivery', ('held_by', 'closed_as')), ('match', ('silent_for',))):
        with op.batch_alter_table(table, schema=None) as batch_op:
            for name in names:
                batch_op.alter_column(name, server_default=None, existing_type=sa.String(), existing_nullable=False)


def _fill() -> None:
    held_by = _by_words(_delivery.c.hold_why, _HELD_BY, _delivery.c.hold)
    op.execute(sa.update(_delivery).where(_delivery.c.hold != '').values(held_by=held_by))
    wanted = (_delivery.c.held_by == 'by_hand') & (_delivery.c.hold_why != '')
    op.execute(sa.update(_delivery).where(wanted).values(hold_why=''))
    closed_as = _by_words(_delivery.c.error, _CLOSED_AS, sa.literal(''))
    op.execute(sa.update(_delivery).where(_delivery.c.state == 'closed').values(closed_as=closed_as))
    silent_for = _by_words(_match.c.why, _SILENT_FOR, sa.literal('told'))
    op.execute(sa.update(_match).where(_match.c.outcome == 'suppressed').values(silent_for=silent_for))
    _numbers(_delivery, _delivery.c.hold_why, _delivery.c.held_by.in_(('silence', 'snooze')), _SILENCE, 'silence_id')
    _numbers(_match, _match.c.why, _match.c.silent_for == 'told', _TOLD_IN, 'told_in')


def _by_words(column, words, otherwise):
    return sa.case(*((column.like(pattern), sa.literal(found)) for pattern, found in words.items()), else_=otherwise)


def _numbers(table, column, which, pattern, name) -> None:
    """The number that a sentence has, into the column ``name``."""
    bind, last, more = op.get_bind(), 0, True
    while more:
        query = sa.select(table.c.id, column).where(which, table.c.id > last).order_by(table.c.id).limit(_AT_ONCE)
        rows = bind.execute(query).all()
        found = [{'of': row[0], 'number': int(hit[1])} for row in rows if (hit := pattern.search(row[1]))]
        if found:
            its = sa.update(table).where(table.c.id == sa.bindparam('of'))
            bind.execute(its.values({name: sa.bindparam('number')}), found)
        more = len(rows) == _AT_ONCE
        last = rows[-1][0] if rows else last


def _fill_editions() -> None:
    its = (_edition.c.article_id == sa.bindparam('of')) & (_edition.c.number == sa.bindparam('which'))
    change = sa.update(_edition).where(its).values(counted=sa.bindparam('found', type_=sa.JSON))
    bind, columns = op.get_bind(), (_edition.c.article_id, _edition.c.number, _edition.c.why)
    said = bind.execute(sa.select(*columns).where(_edition.c.why.like(f'{_NOW_SAYS}%'))).all()
    for start in range(0, len(said), _AT_ONCE):
        some = said[start:start + _AT_ONCE]
        bind.execute(change, [{'of': of, 'which': which, 'found': _counted(why)} for of, which, why in some])


def _counted(why):
    hits = map(_CHANGE.fullmatch, why.removeprefix(_NOW_SAYS).split('; '))
    return list(dict.fromkeys(hit[1] or hit[2] for hit in hits if hit))


def downgrade() -> None:
    with op.batch_alter_table('edition', schema=None) as batch_op:
        batch_op.drop_column('counted')
    with op.batch_alter_table('match', schema=None) as batch_op:
        batch_op.drop_column('told_in')
        batch_op.drop_column('silent_for')
    with op.batch_alter_table('delivery', schema=None) as batch_op:
        batch_op.drop_column('closed_as')
        batch_op.drop_column('silence_id')
        batch_op.drop_column('held_by')
