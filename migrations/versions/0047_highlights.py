"""Highlights on somebody's own page: what was opened, the numbers told in person, who watched."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None

GUARDS = {
    "sqlite": (
        "CREATE TRIGGER link_watches_stay BEFORE UPDATE ON link_watches WHEN 1 = 1 BEGIN SELECT RAISE(ABORT, 'An entry of the watch log cannot be changed.'); END",  # noqa: E501
        "CREATE TRIGGER link_watches_remain BEFORE DELETE ON link_watches WHEN 1 = 1 BEGIN SELECT RAISE(ABORT, 'An entry of the watch log cannot be removed.'); END",  # noqa: E501
    ),
    "postgresql": (
        "CREATE FUNCTION link_watches_stay() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF 1 = 1 THEN RAISE EXCEPTION 'An entry of the watch log cannot be changed.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",  # noqa: E501
        "CREATE TRIGGER link_watches_stay BEFORE UPDATE ON link_watches FOR EACH ROW EXECUTE FUNCTION link_watches_stay()",  # noqa: E501
        "CREATE FUNCTION link_watches_remain() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF 1 = 1 THEN RAISE EXCEPTION 'An entry of the watch log cannot be removed.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$",  # noqa: E501
        "CREATE TRIGGER link_watches_remain BEFORE DELETE ON link_watches FOR EACH ROW EXECUTE FUNCTION link_watches_remain()",  # noqa: E501
    ),
}
NAMES = ("link_watches_remain", "link_watches_stay")


def upgrade() -> None:
    op.create_table(
        "opened_reels",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.Column("reel_id", sa.Integer(), nullable=False),
        sa.Column("opened_by_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["link_id"], ["client_links.id"], name=op.f("fk_opened_reels_link_id_client_links")
        ),
        sa.ForeignKeyConstraint(
            ["opened_by_id"], ["people.id"], name=op.f("fk_opened_reels_opened_by_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["reel_id"], ["reels.id"], name=op.f("fk_opened_reels_reel_id_reels")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opened_reels")),
    )
    op.create_index(op.f("ix_opened_reels_link_id"), "opened_reels", ["link_id"], unique=False)
    op.create_index(
        op.f("ix_opened_reels_opened_by_id"), "opened_reels", ["opened_by_id"], unique=False
    )
    op.create_index(op.f("ix_opened_reels_reel_id"), "opened_reels", ["reel_id"], unique=False)
    op.create_index(
        "uq_opened_reels_open",
        "opened_reels",
        ["link_id", "reel_id"],
        unique=True,
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.create_table(
        "link_codes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("given_by_id", sa.Integer(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("misses", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("misses >= 0", name=op.f("ck_link_codes_misses_are_counted")),
        sa.ForeignKeyConstraint(
            ["given_by_id"], ["people.id"], name=op.f("fk_link_codes_given_by_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["link_id"], ["client_links.id"], name=op.f("fk_link_codes_link_id_client_links")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link_codes")),
    )
    op.create_index(op.f("ix_link_codes_given_by_id"), "link_codes", ["given_by_id"], unique=False)
    op.create_index(op.f("ix_link_codes_link_id"), "link_codes", ["link_id"], unique=False)
    op.create_index(
        "uq_link_codes_that_hold",
        "link_codes",
        ["link_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "codes_typed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("typed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["code_id"], ["link_codes.id"], name=op.f("fk_codes_typed_code_id_link_codes")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_codes_typed")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_codes_typed_token_hash")),
    )
    op.create_index(op.f("ix_codes_typed_code_id"), "codes_typed", ["code_id"], unique=False)
    op.create_table(
        "link_watches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.Column("recording_id", sa.Integer(), nullable=False),
        sa.Column("from_minute", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["link_id"], ["client_links.id"], name=op.f("fk_link_watches_link_id_client_links")
        ),
        sa.ForeignKeyConstraint(
            ["recording_id"],
            ["recordings.id"],
            name=op.f("fk_link_watches_recording_id_recordings"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link_watches")),
        sa.UniqueConstraint(
            "link_id",
            "recording_id",
            "from_minute",
            name=op.f("uq_link_watches_link_id_recording_id_from_minute"),
        ),
    )
    op.create_index(op.f("ix_link_watches_link_id"), "link_watches", ["link_id"], unique=False)
    op.create_index(
        op.f("ix_link_watches_recording_id"), "link_watches", ["recording_id"], unique=False
    )
    for statement in GUARDS[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    for name in NAMES:
        op.execute(f"DROP TRIGGER {name}" + ("" if sqlite else " ON link_watches"))
        if not sqlite:
            op.execute(f"DROP FUNCTION {name}()")
    for table in ("link_watches", "codes_typed", "link_codes", "opened_reels"):
        op.drop_table(table)
