"""Recordings, who is in shot, clips, who watched."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "recordings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "client_film",
                "shared_review",
                name="recordingkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "uploading",
                "received",
                "watchable",
                "ready",
                "refused",
                "erased",
                name="recordingstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("filmed_on", sa.Date(), nullable=False),
        sa.Column("in_shot_confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("declared_bytes", sa.BigInteger(), nullable=True),
        sa.Column("received_bytes", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("progress", sa.Double(), nullable=False),
        sa.Column("refused_because", sa.Text(), nullable=True),
        sa.Column("rate_num", sa.Integer(), nullable=True),
        sa.Column("rate_den", sa.Integer(), nullable=True),
        sa.Column("frame_count", sa.Integer(), nullable=True),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ready_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("files_erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "files_erased_at IS NULL OR state IN ('refused', 'erased')",
            name=op.f("ck_recordings_files_of_a_kept_film_stay"),
        ),
        sa.CheckConstraint(
            "state <> 'ready' OR (frame_count > 0 AND rate_num > 0 AND rate_den > 0)",
            name=op.f("ck_recordings_ready_has_a_timeline"),
        ),
        sa.CheckConstraint("declared_bytes > 0", name=op.f("ck_recordings_it_has_bytes")),
        sa.CheckConstraint(
            "progress >= 0 AND progress <= 1", name=op.f("ck_recordings_progress_is_a_share")
        ),
        sa.ForeignKeyConstraint(
            ["cycle_id", "client_id"], ["cycles.id", "cycles.client_id"], name="fk_recordings_cycle"
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["people.id"], name=op.f("fk_recordings_owner_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recordings")),
        sa.UniqueConstraint("id", "client_id", name="uq_recordings_id_and_client"),
    )
    op.create_index(op.f("ix_recordings_client_id"), "recordings", ["client_id"], unique=False)
    op.create_index(op.f("ix_recordings_cycle_id"), "recordings", ["cycle_id"], unique=False)
    op.create_index(op.f("ix_recordings_owner_id"), "recordings", ["owner_id"], unique=False)
    op.create_index(op.f("ix_recordings_state"), "recordings", ["state"], unique=False)
    op.create_index(
        "uq_recordings_of_a_cycle",
        "recordings",
        ["cycle_id", "kind"],
        unique=True,
        sqlite_where=sa.text("state NOT IN ('refused', 'erased')"),
        postgresql_where=sa.text("state NOT IN ('refused', 'erased')"),
    )
    op.create_table(
        "clips",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=36), nullable=False),
        sa.Column("recording_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("start_frame", sa.Integer(), nullable=False),
        sa.Column("end_frame", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("end_frame > start_frame", name=op.f("ck_clips_out_follows_in")),
        sa.CheckConstraint("start_frame >= 0", name=op.f("ck_clips_it_starts_in_the_film")),
        sa.ForeignKeyConstraint(
            ["author_id"], ["people.id"], name=op.f("fk_clips_author_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["recording_id"], ["recordings.id"], name=op.f("fk_clips_recording_id_recordings")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clips")),
        sa.UniqueConstraint("token", name=op.f("uq_clips_token")),
    )
    op.create_index(op.f("ix_clips_author_id"), "clips", ["author_id"], unique=False)
    op.create_index(op.f("ix_clips_recording_id"), "clips", ["recording_id"], unique=False)
    op.create_table(
        "in_shot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recording_id", sa.Integer(), nullable=False),
        sa.Column("case_person_id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_person_id", "client_id"],
            ["case_people.id", "case_people.client_id"],
            name="fk_in_shot_case_person",
        ),
        sa.ForeignKeyConstraint(
            ["recording_id", "client_id"],
            ["recordings.id", "recordings.client_id"],
            name="fk_in_shot_recording",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_in_shot")),
        sa.UniqueConstraint(
            "recording_id", "case_person_id", name=op.f("uq_in_shot_recording_id_case_person_id")
        ),
    )
    op.create_index(op.f("ix_in_shot_case_person_id"), "in_shot", ["case_person_id"], unique=False)
    op.create_index(op.f("ix_in_shot_recording_id"), "in_shot", ["recording_id"], unique=False)
    op.create_table(
        "watches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
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
        sa.Column("recording_id", sa.Integer(), nullable=False),
        sa.Column("from_minute", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_watches_person_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["recording_id"], ["recordings.id"], name=op.f("fk_watches_recording_id_recordings")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_watches")),
        sa.UniqueConstraint(
            "person_id",
            "recording_id",
            "role",
            "from_minute",
            name=op.f("uq_watches_person_id_recording_id_role_from_minute"),
        ),
    )
    op.create_index(op.f("ix_watches_person_id"), "watches", ["person_id"], unique=False)
    op.create_index(op.f("ix_watches_recording_id"), "watches", ["recording_id"], unique=False)


def downgrade() -> None:
    op.drop_table("watches")
    op.drop_table("in_shot")
    op.drop_table("clips")
    op.drop_table("recordings")
