"""An index for the registrar's list of those who wait for somebody in particular."""

from __future__ import annotations

from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

NAME, TABLE = "ix_readiness_snapshots_waits_for", "readiness_snapshots"


def upgrade() -> None:
    op.create_index(NAME, TABLE, ["waits_for", "waiting_since", "enrolment_id"])


def downgrade() -> None:
    op.drop_index(NAME, table_name=TABLE)
