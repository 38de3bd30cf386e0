"""Certificates of erasure."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

GUARDS = {
    "sqlite": (
        "CREATE TRIGGER erasures_stay BEFORE UPDATE ON erasures WHEN OLD.removed_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'A certificate of erasure cannot be changed.'); END",  # noqa: E501
        "CREATE TRIGGER erasures_remain BEFORE DELETE ON erasures WHEN 1 = 1 BEGIN SELECT RAISE(ABORT, 'A certificate of erasure cannot be removed.'); END",  # noqa: E501
    ),
    "postgresql": (
        "CREATE FUNCTION erasures_stay() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF OLD.removed_at IS NOT NULL THEN RAISE EXCEPTION 'A certificate of erasure cannot be changed.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",  # noqa: E501
        "CREATE TRIGGER erasures_stay BEFORE UPDATE ON erasures FOR EACH ROW EXECUTE FUNCTION erasures_stay()",  # noqa: E501
        "CREATE FUNCTION erasures_remain() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF 1 = 1 THEN RAISE EXCEPTION 'A certificate of erasure cannot be removed.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$",  # noqa: E501
        "CREATE TRIGGER erasures_remain BEFORE DELETE ON erasures FOR EACH ROW EXECUTE FUNCTION erasures_remain()",  # noqa: E501
    ),
}


def upgrade() -> None:
    op.create_table(
        "erasures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recording_id", sa.Integer(), nullable=False),
        sa.Column(
            "why",
            sa.Enum(
                *("owner", "retention", "refused"),
                name="erasedwhy",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("files", sa.Integer(), nullable=False),
        sa.Column("bytes", sa.BigInteger(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("backups_gone_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "files >= 0 AND bytes >= 0", name=op.f("ck_erasures_it_counts_what_was_there")
        ),
        sa.CheckConstraint(
            "(removed_at IS NULL) = (backups_gone_on IS NULL)",
            name=op.f("ck_erasures_an_end_for_backups_too"),
        ),
        sa.ForeignKeyConstraint(
            ["recording_id"], ["recordings.id"], name=op.f("fk_erasures_recording_id_recordings")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasures")),
        sa.UniqueConstraint("recording_id", name=op.f("uq_erasures_recording_id")),
    )
    op.create_index(op.f("ix_erasures_recording_id"), "erasures", ["recording_id"])
    for statement in GUARDS[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for guard in ("erasures_remain", "erasures_stay"):
            op.execute(f"DROP TRIGGER {guard} ON erasures")
            op.execute(f"DROP FUNCTION {guard}()")
    op.drop_index(op.f("ix_erasures_recording_id"), table_name="erasures")
    op.drop_table("erasures")
