"""Clips that are shown are cut as films of their own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for moment in ("lease_until", "film_made_at"):
        op.add_column("clips", sa.Column(moment, sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("clips") as table:
        table.add_column(sa.Column("attempts", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("clips") as table:
        table.alter_column("attempts", existing_type=sa.Integer(), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("clips") as table:
        for column in ("attempts", "film_made_at", "lease_until"):
            table.drop_column(column)
