"""By whose clock appointments are told to somebody."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "people",
        sa.Column("time_zone", sa.String(64), nullable=False, server_default="Europe/London"),
    )


def downgrade() -> None:
    op.drop_column("people", "time_zone")
