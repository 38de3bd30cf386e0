"""Who suggested the work of a case, and what was considered before."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

TABLES = ("referrals",)


def upgrade() -> None:
    _make_referrals()


def downgrade() -> None:
    for name in reversed(TABLES):
        op.drop_table(name)


def _make_referrals() -> None:
    op.create_table(
        "referrals",
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("referred_by", sa.String(length=120), nullable=False),
        sa.Column("referred_on", sa.Date(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("assessed", sa.Text(), nullable=False),
        sa.Column("discussed", sa.Text(), nullable=False),
        sa.Column("hoped_change", sa.Text(), nullable=False),
        sa.Column("lived_experience", sa.Text(), nullable=False),
        sa.Column("allocated_by", sa.String(length=120), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("referred_by <> ''", name=op.f("ck_referrals_somebody_referred")),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name=op.f("fk_referrals_client_id_clients")
        ),
        sa.PrimaryKeyConstraint("client_id", name=op.f("pk_referrals")),
    )
