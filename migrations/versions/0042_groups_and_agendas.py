"""Sessions with several trainees, and clips to look at together on an agenda."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with _triggers_off():
        _add_columns()
    op.create_table(
        "request_clips",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("clip_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["supervision_requests.id"],
            name=op.f("fk_request_clips_request_id_supervision_requests"),
        ),
        sa.ForeignKeyConstraint(
            ["clip_id"], ["clips.id"], name=op.f("fk_request_clips_clip_id_clips")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_clips")),
        sa.UniqueConstraint(
            "request_id", "clip_id", name=op.f("uq_request_clips_request_id_clip_id")
        ),
    )
    op.create_index(op.f("ix_request_clips_request_id"), "request_clips", ["request_id"])
    op.create_index(op.f("ix_request_clips_clip_id"), "request_clips", ["clip_id"])


def downgrade() -> None:
    op.drop_table("request_clips")
    with _triggers_off(), op.batch_alter_table("supervision_sessions") as sessions:
        sessions.drop_index(op.f("ix_supervision_sessions_group_key"))
        sessions.drop_constraint(
            op.f("uq_supervision_sessions_group_key_enrolment_id"), type_="unique"
        )
        sessions.drop_constraint(op.f("ck_supervision_sessions_a_group_has_a_key"), type_="check")
        sessions.drop_column("group_key")
        sessions.drop_column("trainees")


def _add_columns() -> None:
    with op.batch_alter_table("supervision_sessions") as sessions:
        sessions.add_column(sa.Column("trainees", sa.Integer(), nullable=False, server_default="1"))
        sessions.add_column(sa.Column("group_key", sa.String(36), nullable=True))
        sessions.create_check_constraint(
            op.f("ck_supervision_sessions_a_group_has_a_key"),
            sa.text(
                "(trainees = 1 AND group_key IS NULL) OR (trainees > 1 AND group_key IS NOT NULL)"
            ),
        )
        sessions.create_unique_constraint(
            op.f("uq_supervision_sessions_group_key_enrolment_id"), ["group_key", "enrolment_id"]
        )
    with op.batch_alter_table("supervision_sessions") as sessions:
        sessions.alter_column("trainees", existing_type=sa.Integer(), server_default=None)
        sessions.create_index(op.f("ix_supervision_sessions_group_key"), ["group_key"])


@contextmanager
def _triggers_off() -> Iterator[None]:
    """SQLite rebuilds the table, so every trigger that names it is taken off and made again."""
    bind = op.get_bind()
    if bind.dialect.name != "sqlite":
        yield
        return
    triggers = bind.exec_driver_sql(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' "
        "AND sql LIKE '%supervision_sessions%' ORDER BY rowid"
    ).all()
    for name, _ in triggers:
        bind.exec_driver_sql(f"DROP TRIGGER {name}")
    yield
    for _, made_with in triggers:
        bind.exec_driver_sql(made_with)
