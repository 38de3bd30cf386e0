"""Which criteria a chosen moment stands for, and versions of the reflective statement.

What was chosen before stands for the criteria it is tagged with, as it did.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "chosen_criteria",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chosen_moment_id", sa.Integer(), nullable=False),
        sa.Column("criterion", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["chosen_moment_id"],
            ["chosen_moments.id"],
            name=op.f("fk_chosen_criteria_chosen_moment_id_chosen_moments"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chosen_criteria")),
        sa.UniqueConstraint(
            "chosen_moment_id",
            "criterion",
            name=op.f("uq_chosen_criteria_chosen_moment_id_criterion"),
        ),
    )
    op.create_index(
        op.f("ix_chosen_criteria_chosen_moment_id"), "chosen_criteria", ["chosen_moment_id"]
    )
    op.create_table(
        "statement_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("portfolio_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["portfolio_id"],
            ["portfolios.id"],
            name=op.f("fk_statement_versions_portfolio_id_portfolios"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement_versions")),
    )
    op.create_index(
        op.f("ix_statement_versions_portfolio_id"), "statement_versions", ["portfolio_id"]
    )
    op.execute(
        sa.text(
            "INSERT INTO chosen_criteria (chosen_moment_id, criterion) "
            "SELECT DISTINCT chosen.id, tag.key FROM chosen_moments AS chosen "
            "JOIN moment_tags AS tag ON tag.moment_id = chosen.moment_id "
            "WHERE tag.kind = 'criterion'"
        )
    )


def downgrade() -> None:
    op.drop_table("statement_versions")
    op.drop_table("chosen_criteria")
