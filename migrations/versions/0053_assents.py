"""What a child says or shows about being filmed, and when it is looked at again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None


def _choice(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    op.create_table(
        "assents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_person_id", sa.Integer(), nullable=False),
        sa.Column("view", _choice("assentview", "agrees", "says_no", "cannot_say"), nullable=False),
        sa.Column(
            "asked_how", _choice("askedhow", "words", "pictures", "watching"), nullable=False
        ),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("look_again_on", sa.Date(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "look_again_on > asked_on", name=op.f("ck_assents_it_is_looked_at_again_later")
        ),
        sa.ForeignKeyConstraint(
            ["case_person_id"],
            ["case_people.id"],
            name=op.f("fk_assents_case_person_id_case_people"),
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["people.id"], name=op.f("fk_assents_recorded_by_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assents")),
    )
    for column in ("case_person_id", "recorded_by_id"):
        op.create_index(op.f(f"ix_assents_{column}"), "assents", [column])
    standing = sa.text("replaced_at IS NULL")
    op.create_index(
        "uq_assents_current",
        "assents",
        ["case_person_id"],
        unique=True,
        sqlite_where=standing,
        postgresql_where=standing,
    )


def downgrade() -> None:
    """What children said goes with it; whoever filmed them asks again."""
    op.drop_table("assents")
