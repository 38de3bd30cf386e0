"""Highlights reels: the chosen clips of a film, joined to one in their order."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _make_reels()
    _make_pieces()


def downgrade() -> None:
    op.drop_table("reel_pieces")
    op.drop_table("reels")


def _make_reels() -> None:
    op.create_table(
        "reels",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recording_id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "ready",
                "failed",
                name="reelstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("progress", sa.Double(), nullable=False),
        sa.Column("frame_count", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("file_gone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'ready') = (made_at IS NOT NULL)"
            " AND (made_at IS NULL) = (frame_count IS NULL)",
            name=op.f("ck_reels_what_is_ready_was_made"),
        ),
        sa.CheckConstraint(
            "file_gone_at IS NULL OR deleted_at IS NOT NULL",
            name=op.f("ck_reels_the_file_of_a_kept_reel_stays"),
        ),
        sa.CheckConstraint("frame_count > 0", name=op.f("ck_reels_it_has_frames")),
        sa.CheckConstraint(
            "progress >= 0 AND progress <= 1", name=op.f("ck_reels_progress_is_a_share")
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["people.id"], name=op.f("fk_reels_owner_id_people")),
        sa.ForeignKeyConstraint(
            ["recording_id"], ["recordings.id"], name=op.f("fk_reels_recording_id_recordings")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reels")),
    )
    op.create_index(op.f("ix_reels_owner_id"), "reels", ["owner_id"], unique=False)
    op.create_index(op.f("ix_reels_recording_id"), "reels", ["recording_id"], unique=False)
    op.create_index(
        "uq_reels_of_a_recording",
        "reels",
        ["recording_id"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )


def _make_pieces() -> None:
    op.create_table(
        "reel_pieces",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reel_id", sa.Integer(), nullable=False),
        sa.Column("clip_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.CheckConstraint("place > 0", name=op.f("ck_reel_pieces_places_begin_with_one")),
        sa.ForeignKeyConstraint(
            ["clip_id"], ["clips.id"], name=op.f("fk_reel_pieces_clip_id_clips")
        ),
        sa.ForeignKeyConstraint(
            ["reel_id"], ["reels.id"], name=op.f("fk_reel_pieces_reel_id_reels")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reel_pieces")),
        sa.UniqueConstraint("reel_id", "clip_id", name=op.f("uq_reel_pieces_reel_id_clip_id")),
        sa.UniqueConstraint("reel_id", "place", name=op.f("uq_reel_pieces_reel_id_place")),
    )
    op.create_index(op.f("ix_reel_pieces_clip_id"), "reel_pieces", ["clip_id"], unique=False)
    op.create_index(op.f("ix_reel_pieces_reel_id"), "reel_pieces", ["reel_id"], unique=False)
