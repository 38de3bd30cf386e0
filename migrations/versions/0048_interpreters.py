"""Into which language a consent was interpreted."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("consents", sa.Column("interpreted_into", sa.String(length=40), nullable=True))


def downgrade() -> None:
    # Said in SQL: copying the table, as alembic would on SQLite, would lose its triggers.
    op.execute("ALTER TABLE consents DROP COLUMN interpreted_into")
