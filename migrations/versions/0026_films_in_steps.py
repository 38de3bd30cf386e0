"""A film is watched before it is ready; what arrived is kept where somebody decides so."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

TIMELINE = "(frame_count > 0 AND rate_num > 0 AND rate_den > 0)"
BEFORE = (("ck_recordings_ready_has_a_timeline", f"state <> 'ready' OR {TIMELINE}"),)
AFTER = (
    (
        "ck_recordings_what_is_watched_has_a_timeline",
        f"state NOT IN ('watchable', 'ready') OR {TIMELINE}",
    ),
    (
        "ck_recordings_an_original_is_kept_of_what_ended_so",
        "NOT original_kept OR state IN ('refused', 'ready')",
    ),
)


def upgrade() -> None:
    op.add_column(
        "retention_policies",
        sa.Column("keeps_originals", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    with op.batch_alter_table("recordings") as table:
        table.add_column(
            sa.Column("original_kept", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        table.add_column(sa.Column("source_frame_count", sa.Integer(), nullable=True))
        for column in ("source_rate_num", "source_rate_den"):
            table.add_column(sa.Column(column, sa.BigInteger(), nullable=True))
        table.add_column(sa.Column("begun_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE recordings SET state = 'received' WHERE state = 'watchable'")
    with op.batch_alter_table("recordings") as table:
        table.alter_column("original_kept", existing_type=sa.Boolean(), server_default=None)
        _replace(table, BEFORE, AFTER)


def downgrade() -> None:
    with op.batch_alter_table("recordings") as table:
        _replace(table, AFTER, BEFORE)
    with op.batch_alter_table("recordings") as table:
        for column in ("begun_at", "source_rate_den", "source_rate_num", "source_frame_count"):
            table.drop_column(column)
        table.drop_column("original_kept")
    op.drop_column("retention_policies", "keeps_originals")


def _replace(
    table: Any, old: tuple[tuple[str, str], ...], new: tuple[tuple[str, str], ...]
) -> None:
    for name, _ in old:
        table.drop_constraint(op.f(name), type_="check")
    for name, condition in new:
        table.create_check_constraint(op.f(name), condition)
