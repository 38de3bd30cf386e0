"""Self-assessments on the criteria of the edition."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "self_assessments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["enrolment_id"],
            ["enrolments.id"],
            name=op.f("fk_self_assessments_enrolment_id_enrolments"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_self_assessments")),
    )
    op.create_index(
        op.f("ix_self_assessments_enrolment_id"), "self_assessments", ["enrolment_id"], unique=False
    )
    op.create_table(
        "self_levels",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("framework", sa.String(length=80), nullable=False),
        sa.Column("criterion", sa.String(length=80), nullable=False),
        sa.Column("criterion_wording", sa.Text(), nullable=False),
        sa.Column("level", sa.String(length=80), nullable=False),
        sa.Column("level_number", sa.Integer(), nullable=False),
        sa.Column("level_wording", sa.String(length=160), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"],
            ["self_assessments.id"],
            name=op.f("fk_self_levels_assessment_id_self_assessments"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_self_levels")),
        sa.UniqueConstraint(
            "assessment_id", "criterion", name=op.f("uq_self_levels_assessment_id_criterion")
        ),
    )
    op.create_index(
        op.f("ix_self_levels_assessment_id"), "self_levels", ["assessment_id"], unique=False
    )


def downgrade() -> None:
    op.drop_table("self_levels")
    op.drop_table("self_assessments")
