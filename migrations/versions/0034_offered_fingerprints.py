"""The sender's own device may work out the fingerprint of a film; the server compares it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

CHECKS = (
    ("ck_recordings_an_offered_fingerprint_is_whole", "length(offered_sha256) = 64"),
    (
        "ck_recordings_what_is_watched_is_what_was_sent",
        "state NOT IN ('watchable', 'ready') OR offered_sha256 = sha256"
        " OR offered_sha256 IS NULL OR sha256 IS NULL",
    ),
)


def upgrade() -> None:
    with op.batch_alter_table("recordings") as table:
        table.add_column(sa.Column("offered_sha256", sa.String(length=64), nullable=True))
        for name, condition in CHECKS:
            table.create_check_constraint(op.f(name), condition)


def downgrade() -> None:
    with op.batch_alter_table("recordings") as table:
        for name, _ in CHECKS:
            table.drop_constraint(op.f(name), type_="check")
        table.drop_column("offered_sha256")
