"""Clips that are chosen for the shared review have their place in its order."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("clips") as table:
        table.add_column(sa.Column("review_place", sa.Integer(), nullable=True))
        table.create_check_constraint("places_begin_with_one", "review_place > 0")


def downgrade() -> None:
    with op.batch_alter_table("clips") as table:
        table.drop_constraint("places_begin_with_one", type_="check")
        table.drop_column("review_place")
