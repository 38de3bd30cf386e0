"""Submissions that a panel gave back without judging them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "submission_returns",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("returned_by_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("returned_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id", "returned_by_id"],
            ["panel_members.submission_id", "panel_members.accreditor_id"],
            name="fk_submission_returns_panel_member",
        ),
        sa.ForeignKeyConstraint(
            ["returned_by_id"],
            ["people.id"],
            name=op.f("fk_submission_returns_returned_by_id_people"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission_returns")),
        sa.UniqueConstraint("submission_id", name=op.f("uq_submission_returns_submission_id")),
    )
    op.create_index(
        op.f("ix_submission_returns_returned_by_id"), "submission_returns", ["returned_by_id"]
    )


def downgrade() -> None:
    op.drop_table("submission_returns")
