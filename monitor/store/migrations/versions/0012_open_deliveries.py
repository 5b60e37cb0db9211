"""What of a receiver is open, and what was made lately, without reading all that ever was

Revision ID: 0012
Revises: 0011
"""
from alembic import op


revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index('ix_delivery_receiver_state_counted', 'delivery', ['receiver', 'state', 'counted'])
    op.create_index('ix_alert_created_at', 'alert', ['created_at'])


def downgrade() -> None:
    op.drop_index('ix_alert_created_at', 'alert')
    op.drop_index('ix_delivery_receiver_state_counted', 'delivery')
