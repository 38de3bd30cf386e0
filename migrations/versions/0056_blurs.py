"""Blurred parts of a film's picture, and which making of a clip's film holds."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0056"
down_revision = "0055"
branch_labels = None
depends_on = None

EDGES = [f"{end}_{edge}" for end in ("start", "end") for edge in ("left", "top", "right", "bottom")]
GUARDS = {
    "sqlite": (
        "CREATE TRIGGER blurs_stay BEFORE UPDATE ON blurs WHEN NEW.recording_id <> OLD.recording_id OR NEW.start_frame <> OLD.start_frame OR NEW.end_frame <> OLD.end_frame OR NEW.start_left <> OLD.start_left OR NEW.start_top <> OLD.start_top OR NEW.start_right <> OLD.start_right OR NEW.start_bottom <> OLD.start_bottom OR NEW.end_left <> OLD.end_left OR NEW.end_top <> OLD.end_top OR NEW.end_right <> OLD.end_right OR NEW.end_bottom <> OLD.end_bottom OR (OLD.ended_at IS NOT NULL AND NEW.ended_at IS NULL) BEGIN SELECT RAISE(ABORT, 'A blurred part stays where it was placed.'); END",  # noqa: E501
    ),
    "postgresql": (
        "CREATE FUNCTION blurs_stay() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.recording_id <> OLD.recording_id OR NEW.start_frame <> OLD.start_frame OR NEW.end_frame <> OLD.end_frame OR NEW.start_left <> OLD.start_left OR NEW.start_top <> OLD.start_top OR NEW.start_right <> OLD.start_right OR NEW.start_bottom <> OLD.start_bottom OR NEW.end_left <> OLD.end_left OR NEW.end_top <> OLD.end_top OR NEW.end_right <> OLD.end_right OR NEW.end_bottom <> OLD.end_bottom OR (OLD.ended_at IS NOT NULL AND NEW.ended_at IS NULL) THEN RAISE EXCEPTION 'A blurred part stays where it was placed.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",  # noqa: E501
        "CREATE TRIGGER blurs_stay BEFORE UPDATE ON blurs FOR EACH ROW EXECUTE FUNCTION blurs_stay()",  # noqa: E501
    ),
}


def upgrade() -> None:
    for number in ("film_number", "films_gone"):
        op.add_column("clips", sa.Column(number, sa.Integer(), nullable=False, server_default="0"))
    op.create_table(
        "blurs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recording_id", sa.Integer(), nullable=False),
        sa.Column("placed_by_id", sa.Integer(), nullable=False),
        sa.Column("start_frame", sa.Integer(), nullable=False),
        sa.Column("end_frame", sa.Integer(), nullable=False),
        *(sa.Column(edge, sa.Double(), nullable=False) for edge in EDGES),
        sa.Column("placed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("progress", sa.Double(), nullable=False),
        sa.Column("film_made_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("film_gone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        *_checks(),
        sa.ForeignKeyConstraint(
            ["confirmed_by_id"], ["people.id"], name=op.f("fk_blurs_confirmed_by_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["placed_by_id"], ["people.id"], name=op.f("fk_blurs_placed_by_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["recording_id"], ["recordings.id"], name=op.f("fk_blurs_recording_id_recordings")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blurs")),
    )
    op.create_index(op.f("ix_blurs_placed_by_id"), "blurs", ["placed_by_id"], unique=False)
    op.create_index(op.f("ix_blurs_recording_id"), "blurs", ["recording_id"], unique=False)
    for statement in GUARDS[op.get_bind().dialect.name]:
        op.execute(statement)


def _checks() -> list[sa.CheckConstraint]:
    found = {
        "it_starts_in_the_film": "start_frame >= 0",
        "out_follows_in": "end_frame > start_frame",
        "it_begins_in_the_picture": _lies_in_the_picture("start"),
        "it_ends_in_the_picture": _lies_in_the_picture("end"),
        "progress_is_a_share": "progress >= 0 AND progress <= 1",
        "somebody_confirmed_it": "(confirmed_at IS NULL) = (confirmed_by_id IS NULL)",
        "what_is_confirmed_was_seen": "confirmed_at IS NULL OR film_made_at IS NOT NULL",
        "the_film_of_a_kept_one_stays": "film_gone_at IS NULL OR ended_at IS NOT NULL",
    }
    return [sa.CheckConstraint(sql, name=op.f(f"ck_blurs_{name}")) for name, sql in found.items()]


def _lies_in_the_picture(of: str) -> str:
    return (
        f"{of}_left >= 0 AND {of}_left < {of}_right AND {of}_right <= 1"
        f" AND {of}_top >= 0 AND {of}_top < {of}_bottom AND {of}_bottom <= 1"
    )


def downgrade() -> None:
    """Where something was blurred is forgotten, and so are the films that show it blurred."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    op.execute("DROP TRIGGER blurs_stay" + ("" if sqlite else " ON blurs"))
    if not sqlite:
        op.execute("DROP FUNCTION blurs_stay()")
    op.drop_table("blurs")
    op.execute("UPDATE clips SET film_made_at = NULL, attempts = 0 WHERE film_number > 0")
    with op.batch_alter_table("clips") as table:
        for number in ("films_gone", "film_number"):
            table.drop_column(number)
