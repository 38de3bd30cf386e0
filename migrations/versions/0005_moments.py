"""Tracks and moments."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "tracks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recording_id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "trainee",
                "supervisor",
                "accreditor",
                "registrar",
                "service_lead",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("shared_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["people.id"], name=op.f("fk_tracks_owner_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["recording_id"], ["recordings.id"], name=op.f("fk_tracks_recording_id_recordings")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tracks")),
        sa.UniqueConstraint(
            "recording_id", "owner_id", "role", name=op.f("uq_tracks_recording_id_owner_id_role")
        ),
    )
    op.create_index(op.f("ix_tracks_owner_id"), "tracks", ["owner_id"], unique=False)
    op.create_index(op.f("ix_tracks_recording_id"), "tracks", ["recording_id"], unique=False)
    op.create_table(
        "moments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=36), nullable=False),
        sa.Column("track_id", sa.Integer(), nullable=False),
        sa.Column("start_frame", sa.Integer(), nullable=False),
        sa.Column("end_frame", sa.Integer(), nullable=True),
        sa.Column("rate_num", sa.Integer(), nullable=False),
        sa.Column("rate_den", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "end_frame IS NULL OR end_frame > start_frame", name=op.f("ck_moments_out_follows_in")
        ),
        sa.CheckConstraint("rate_num > 0 AND rate_den > 0", name=op.f("ck_moments_it_has_a_rate")),
        sa.CheckConstraint("start_frame >= 0", name=op.f("ck_moments_it_starts_in_the_film")),
        sa.ForeignKeyConstraint(
            ["track_id"], ["tracks.id"], name=op.f("fk_moments_track_id_tracks")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moments")),
        sa.UniqueConstraint("token", name=op.f("uq_moments_token")),
    )
    op.create_index(op.f("ix_moments_track_id"), "moments", ["track_id"], unique=False)
    op.create_table(
        "moment_tags",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("moment_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "principle",
                "criterion",
                name="tagkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("framework", sa.String(length=80), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("group_number", sa.Integer(), nullable=True),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["moment_id"], ["moments.id"], name=op.f("fk_moment_tags_moment_id_moments")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moment_tags")),
        sa.UniqueConstraint(
            "moment_id", "kind", "key", name=op.f("uq_moment_tags_moment_id_kind_key")
        ),
    )
    op.create_index(op.f("ix_moment_tags_moment_id"), "moment_tags", ["moment_id"], unique=False)


def downgrade() -> None:
    op.drop_table("moment_tags")
    op.drop_table("moments")
    op.drop_table("tracks")
