"""Keys of texts in 32 bits, keys of items in one tree instead of two, seeds alone in the index of seeds

Revision ID: 0013
Revises: 0012
"""
from alembic import op
import sqlalchemy as sa
import sqlmodel


revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
LAST_32_BITS = 'CAST((hash << 32) >> 32 AS integer)'


def upgrade() -> None:
    _made_anew('print', sa.Integer(), [], ('hash', 'article_id'),
               f'SELECT DISTINCT {LAST_32_BITS}, article_id FROM print_before ORDER BY 1, 2')
    op.drop_index('ix_item_key_hash', 'item_key')
    _made_anew('item_key', sa.BigInteger(), _named(), ('hash', 'feed'),
               'SELECT hash, feed, kind, article_id FROM item_key_before ORDER BY 1, 2')
    op.drop_index('ix_article_seed', 'article')
    op.create_index('ix_article_seed', 'article', ['seed'],
                    sqlite_where=sa.text("seed > ''"), postgresql_where=sa.text("seed > ''"))


def downgrade() -> None:
    """The version of before does not find again the texts that came until now: of their keys 32 bits are left."""
    op.drop_index('ix_article_seed', 'article')
    op.create_index('ix_article_seed', 'article', ['seed'])
    _made_anew('item_key', sa.BigInteger(), _named(), ('feed', 'hash'),
               'SELECT hash, feed, kind, article_id FROM item_key_before ORDER BY 2, 1')
    op.create_index('ix_item_key_hash', 'item_key', ['hash'])
    _made_anew('print', sa.BigInteger(), [], ('hash', 'article_id'),
               'SELECT hash, article_id FROM print_before ORDER BY 1, 2')


def _named() -> list[sa.Column]:
    text = sqlmodel.sql.sqltypes.AutoString
    return [sa.Column('feed', text(), nullable=False), sa.Column('kind', text(), nullable=False)]


def _made_anew(table, hash_type, others, key, rows) -> None:
    """SQLite cannot change the key by which a table is sorted."""
    op.rename_table(table, f'{table}_before')
    if op.get_context().dialect.name == 'postgresql':
        op.execute(f'ALTER INDEX pk_{table} RENAME TO pk_{table}_before')
    op.create_table(
        table,
        sa.Column('hash', hash_type, autoincrement=False, nullable=False),
        *others,
        sa.Column('article_id', ID, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint(*key, name=op.f(f'pk_{table}')),
        sqlite_with_rowid=False,
    )
    op.execute(f'INSERT INTO {table} {rows}')
    op.drop_table(f'{table}_before')
