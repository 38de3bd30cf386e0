"""Archives that are built in the background, and the films of which something is in them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None

A_RECORD_TO_BUILD = sa.text("kind = 'record' AND built_at IS NULL AND gone_at IS NULL")


def _choice(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    op.create_table(
        "archives",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", _choice("archivekind", "record", "client_copy"), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("with_journal", sa.Boolean(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("progress", sa.Double(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("built_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("key", sa.String(length=200), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("bytes", sa.BigInteger(), nullable=True),
        sa.Column("files", sa.Integer(), nullable=True),
        sa.Column("gone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "gone_because",
            _choice("gonebecause", "time", "taken_back", "replaced", "owner"),
            nullable=True,
        ),
        sa.Column("file_gone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "progress >= 0 AND progress <= 1", name=op.f("ck_archives_progress_is_a_share")
        ),
        sa.CheckConstraint(
            "(built_at IS NULL) = (key IS NULL) AND (built_at IS NULL) = (ends_at IS NULL)"
            " AND (built_at IS NULL OR read_at IS NOT NULL)",
            name=op.f("ck_archives_what_is_built_is_kept_for_a_time"),
        ),
        sa.CheckConstraint("ends_at > built_at", name=op.f("ck_archives_it_is_kept_for_a_while")),
        sa.CheckConstraint(
            "(gone_at IS NULL) = (gone_because IS NULL)",
            name=op.f("ck_archives_gone_with_a_reason"),
        ),
        sa.CheckConstraint(
            "file_gone_at IS NULL OR gone_at IS NOT NULL",
            name=op.f("ck_archives_the_file_of_a_kept_one_stays"),
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["people.id"], name=op.f("fk_archives_owner_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_archives")),
    )
    op.create_index(op.f("ix_archives_owner_id"), "archives", ["owner_id"])
    op.create_index(
        "uq_archives_of_a_record_to_build",
        "archives",
        ["owner_id"],
        unique=True,
        sqlite_where=A_RECORD_TO_BUILD,
        postgresql_where=A_RECORD_TO_BUILD,
    )
    _make_films()


def _make_films() -> None:
    op.create_table(
        "archive_films",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("archive_id", sa.Integer(), nullable=False),
        sa.Column("recording_id", sa.Integer(), nullable=False),
        sa.Column("carried", _choice("carried", "film", "picture"), nullable=False),
        sa.ForeignKeyConstraint(
            ["archive_id"], ["archives.id"], name=op.f("fk_archive_films_archive_id_archives")
        ),
        sa.ForeignKeyConstraint(
            ["recording_id"],
            ["recordings.id"],
            name=op.f("fk_archive_films_recording_id_recordings"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_archive_films")),
        sa.UniqueConstraint(
            "archive_id",
            "recording_id",
            "carried",
            name=op.f("uq_archive_films_archive_id_recording_id_carried"),
        ),
    )
    for column in ("archive_id", "recording_id"):
        op.create_index(op.f(f"ix_archive_films_{column}"), "archive_films", [column])


def downgrade() -> None:
    op.drop_table("archive_films")
    op.drop_table("archives")
