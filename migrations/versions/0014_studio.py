"""What the Studio keeps beside moments: turns, answers, versions, rating rounds, captions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

ROLES = ("trainee", "supervisor", "accreditor", "registrar", "service_lead")
PARTIES = ("person", "partner", "practitioner")
TABLES = (
    "reply_mentions",
    "round_ratings",
    "moment_versions",
    "moment_replies",
    "moment_reads",
    "round_criteria",
    "rating_rounds",
    "captions",
)
CHECKS = {
    "a_turn_has_a_giver_and_a_receiver": "(turn IS NULL) = (giver IS NULL) "
    "AND (turn IS NULL) = (receiver IS NULL)",
    "nobody_receives_from_themselves": "giver <> receiver",
    "it_follows_another": "follows_id <> id",
}
SHARED_FIRST = "submitted_at IS NULL OR shared_at IS NOT NULL"
COLUMNS_OF_CHOICE = ("kind", "turn", "giver", "receiver")
LEADS_TO = {"follows_id": "moments", "round_id": "rating_rounds", "resolved_by_id": "people"}
INDEXED = ("follows_id", "round_id")


def _is_one_of(column: str, values: Sequence[str]) -> str:
    listed = ", ".join(f"'{one}'" for one in values)
    return f"{column} IN ({listed})"


CHOICES = {
    "momentkind": _is_one_of("kind", ("strength", "working_point", "question")),
    "turn": _is_one_of("turn", ("initiative", "reception", "missed")),
    "giver": _is_one_of("giver", PARTIES),
    "receiver": _is_one_of("receiver", PARTIES),
}


def upgrade() -> None:
    _rounds()
    _threads()
    _ratings()
    _mentions()
    _add_to_moments()
    with op.batch_alter_table("tracks", copy_from=_tracks()) as tracks:
        tracks.add_column(sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True))
        tracks.create_check_constraint(op.f("ck_tracks_shared_comes_first"), SHARED_FIRST)
    _kinds_of_tags(["principle", "criterion"], ["principle", "criterion", "review_word"])


def downgrade() -> None:
    op.execute("DELETE FROM moment_tags WHERE kind = 'review_word'")
    _kinds_of_tags(["principle", "criterion", "review_word"], ["principle", "criterion"])
    with op.batch_alter_table("tracks", copy_from=_tracks(submitted=True)) as tracks:
        tracks.drop_constraint(op.f("ck_tracks_shared_comes_first"), type_="check")
        tracks.drop_column("submitted_at")
    _take_from_moments()
    for table in TABLES:
        op.drop_table(table)


def _rounds() -> None:
    op.create_table(
        "captions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recording_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("vtt", sa.Text(), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["recording_id"], ["recordings.id"], name=op.f("fk_captions_recording_id_recordings")
        ),
        sa.ForeignKeyConstraint(
            ["written_by_id"], ["people.id"], name=op.f("fk_captions_written_by_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_captions")),
    )
    op.create_index(op.f("ix_captions_recording_id"), "captions", ["recording_id"], unique=True)
    op.create_index(op.f("ix_captions_written_by_id"), "captions", ["written_by_id"], unique=False)
    op.create_table(
        "rating_rounds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recording_id", sa.Integer(), nullable=False),
        sa.Column("trainee_id", sa.Integer(), nullable=False),
        sa.Column("supervisor_id", sa.Integer(), nullable=False),
        sa.Column("started_by_id", sa.Integer(), nullable=False),
        sa.Column("reveals_itself", sa.Boolean(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("trainee_finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("supervisor_finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revealed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "revealed_at IS NULL OR (trainee_finished_at IS NOT NULL "
            "AND supervisor_finished_at IS NOT NULL)",
            name=op.f("ck_rating_rounds_both_finished_before_the_reveal"),
        ),
        sa.CheckConstraint(
            "revealed_at IS NULL OR closed_at IS NULL",
            name=op.f("ck_rating_rounds_revealed_or_closed"),
        ),
        sa.CheckConstraint(
            "trainee_id <> supervisor_id", name=op.f("ck_rating_rounds_it_takes_two")
        ),
        sa.ForeignKeyConstraint(
            ["closed_by_id"], ["people.id"], name=op.f("fk_rating_rounds_closed_by_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["recording_id"],
            ["recordings.id"],
            name=op.f("fk_rating_rounds_recording_id_recordings"),
        ),
        sa.ForeignKeyConstraint(
            ["started_by_id"], ["people.id"], name=op.f("fk_rating_rounds_started_by_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["supervisor_id"], ["people.id"], name=op.f("fk_rating_rounds_supervisor_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["trainee_id"], ["people.id"], name=op.f("fk_rating_rounds_trainee_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rating_rounds")),
    )
    op.create_index(
        op.f("ix_rating_rounds_closed_by_id"), "rating_rounds", ["closed_by_id"], unique=False
    )
    op.create_index(
        op.f("ix_rating_rounds_recording_id"), "rating_rounds", ["recording_id"], unique=False
    )
    op.create_index(
        op.f("ix_rating_rounds_started_by_id"), "rating_rounds", ["started_by_id"], unique=False
    )
    op.create_index(
        op.f("ix_rating_rounds_supervisor_id"), "rating_rounds", ["supervisor_id"], unique=False
    )
    op.create_index(
        op.f("ix_rating_rounds_trainee_id"), "rating_rounds", ["trainee_id"], unique=False
    )
    op.create_index(
        "uq_rating_rounds_open",
        "rating_rounds",
        ["recording_id"],
        unique=True,
        sqlite_where=sa.text("revealed_at IS NULL AND closed_at IS NULL"),
        postgresql_where=sa.text("revealed_at IS NULL AND closed_at IS NULL"),
    )
    op.create_table(
        "round_criteria",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("framework", sa.String(length=80), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["rating_rounds.id"],
            name=op.f("fk_round_criteria_round_id_rating_rounds"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_criteria")),
        sa.UniqueConstraint("round_id", "key", name=op.f("uq_round_criteria_round_id_key")),
    )
    op.create_index(
        op.f("ix_round_criteria_round_id"), "round_criteria", ["round_id"], unique=False
    )


def _threads() -> None:
    op.create_table(
        "moment_reads",
        sa.Column("moment_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["moment_id"], ["moments.id"], name=op.f("fk_moment_reads_moment_id_moments")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_moment_reads_person_id_people")
        ),
        sa.PrimaryKeyConstraint("moment_id", "person_id", name=op.f("pk_moment_reads")),
    )
    op.create_index(op.f("ix_moment_reads_person_id"), "moment_reads", ["person_id"], unique=False)
    op.create_table(
        "moment_replies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=36), nullable=False),
        sa.Column("moment_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("role", _choice("role", *ROLES), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["author_id"], ["people.id"], name=op.f("fk_moment_replies_author_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["moment_id"], ["moments.id"], name=op.f("fk_moment_replies_moment_id_moments")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moment_replies")),
        sa.UniqueConstraint("token", name=op.f("uq_moment_replies_token")),
    )
    op.create_index(
        op.f("ix_moment_replies_author_id"), "moment_replies", ["author_id"], unique=False
    )
    op.create_index(
        op.f("ix_moment_replies_moment_id"), "moment_replies", ["moment_id"], unique=False
    )
    op.create_table(
        "moment_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("moment_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("token", sa.String(length=36), nullable=True),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["moment_id"], ["moments.id"], name=op.f("fk_moment_versions_moment_id_moments")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moment_versions")),
        sa.UniqueConstraint(
            "moment_id", "version", name=op.f("uq_moment_versions_moment_id_version")
        ),
        sa.UniqueConstraint("token", name=op.f("uq_moment_versions_token")),
    )
    op.create_index(
        op.f("ix_moment_versions_moment_id"), "moment_versions", ["moment_id"], unique=False
    )


def _ratings() -> None:
    op.create_table(
        "round_ratings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("rater_id", sa.Integer(), nullable=False),
        sa.Column("role", _choice("role", *ROLES), nullable=False),
        sa.Column("criterion", sa.String(length=80), nullable=False),
        sa.Column("level", sa.String(length=80), nullable=False),
        sa.Column("level_number", sa.Integer(), nullable=False),
        sa.Column("level_wording", sa.String(length=160), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("rated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["rater_id"], ["people.id"], name=op.f("fk_round_ratings_rater_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["round_id", "criterion"],
            ["round_criteria.round_id", "round_criteria.key"],
            name="fk_round_ratings_criterion",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_ratings")),
    )
    op.create_index(op.f("ix_round_ratings_rater_id"), "round_ratings", ["rater_id"], unique=False)
    op.create_index(op.f("ix_round_ratings_round_id"), "round_ratings", ["round_id"], unique=False)
    op.create_index(
        "uq_round_ratings_current",
        "round_ratings",
        ["round_id", "rater_id", "criterion"],
        unique=True,
        sqlite_where=sa.text("replaced_at IS NULL"),
        postgresql_where=sa.text("replaced_at IS NULL"),
    )


def _mentions() -> None:
    op.create_table(
        "reply_mentions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reply_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("role", _choice("role", *ROLES), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_reply_mentions_person_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["reply_id"],
            ["moment_replies.id"],
            name=op.f("fk_reply_mentions_reply_id_moment_replies"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reply_mentions")),
        sa.UniqueConstraint(
            "reply_id", "person_id", name=op.f("uq_reply_mentions_reply_id_person_id")
        ),
    )
    op.create_index(
        op.f("ix_reply_mentions_person_id"), "reply_mentions", ["person_id"], unique=False
    )
    op.create_index(
        op.f("ix_reply_mentions_reply_id"), "reply_mentions", ["reply_id"], unique=False
    )


def _add_to_moments() -> None:
    """Every moment there is counts as in its first version, and was touched when it was made."""
    op.add_column("moments", sa.Column("version", sa.Integer(), nullable=True))
    op.add_column("moments", sa.Column("touched_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE moments SET version = 1, touched_at = coalesce(changed_at, created_at)")
    with op.batch_alter_table("moments", copy_from=_moments(*_counted(nullable=True))) as moments:
        moments.alter_column("version", existing_type=sa.Integer(), nullable=False)
        moments.alter_column("touched_at", existing_type=sa.DateTime(timezone=True), nullable=False)
        for column in _of_turns():
            moments.add_column(column)
        for name, sql in (CHECKS | CHOICES).items():
            moments.create_check_constraint(op.f(f"ck_moments_{name}"), sql)
        for column, of in LEADS_TO.items():
            moments.create_foreign_key(op.f(f"fk_moments_{column}_{of}"), of, [column], ["id"])
        for column in INDEXED:
            moments.create_index(op.f(f"ix_moments_{column}"), [column], unique=False)


def _take_from_moments() -> None:
    now = _moments(*_counted(nullable=False), *_of_turns(), constrained=True)
    with op.batch_alter_table("moments", copy_from=now) as moments:
        for column in INDEXED:
            moments.drop_index(op.f(f"ix_moments_{column}"))
        for column, of in LEADS_TO.items():
            moments.drop_constraint(op.f(f"fk_moments_{column}_{of}"), type_="foreignkey")
        for name in (*CHECKS, *CHOICES):
            moments.drop_constraint(op.f(f"ck_moments_{name}"), type_="check")
        for column in (*_of_turns(), *_counted(nullable=False)):
            moments.drop_column(column.name)


def _counted(nullable: bool) -> list[sa.Column[Any]]:
    return [
        sa.Column("version", sa.Integer(), nullable=nullable),
        sa.Column("touched_at", sa.DateTime(timezone=True), nullable=nullable),
    ]


def _of_turns() -> list[sa.Column[Any]]:
    return [
        *(sa.Column(name, sa.String(length=40), nullable=True) for name in COLUMNS_OF_CHOICE),
        sa.Column("follows_id", sa.Integer(), nullable=True),
        sa.Column("round_id", sa.Integer(), nullable=True),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("resolved_by_id", sa.Integer(), nullable=True),
    ]


def _moments(*more: sa.Column[Any], constrained: bool = False) -> sa.Table:
    table = sa.Table(
        "moments",
        sa.MetaData(),
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
        *more,
        sa.CheckConstraint(
            "end_frame IS NULL OR end_frame > start_frame", name="ck_moments_out_follows_in"
        ),
        sa.CheckConstraint("rate_num > 0 AND rate_den > 0", name="ck_moments_it_has_a_rate"),
        sa.CheckConstraint("start_frame >= 0", name="ck_moments_it_starts_in_the_film"),
        sa.ForeignKeyConstraint(["track_id"], ["tracks.id"], name="fk_moments_track_id_tracks"),
        sa.PrimaryKeyConstraint("id", name="pk_moments"),
        sa.UniqueConstraint("token", name="uq_moments_token"),
        sa.Index("ix_moments_track_id", "track_id"),
    )
    if constrained:
        _constrain(table)
    return table


def _constrain(table: sa.Table) -> None:
    for name, sql in (CHECKS | CHOICES).items():
        table.append_constraint(sa.CheckConstraint(sql, name=f"ck_moments_{name}"))
    for column, of in LEADS_TO.items():
        name = f"fk_moments_{column}_{of}"
        table.append_constraint(sa.ForeignKeyConstraint([column], [f"{of}.id"], name=name))
    for column in INDEXED:
        sa.Index(f"ix_moments_{column}", table.c[column])


def _tracks(submitted: bool = False) -> sa.Table:
    more = [sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True)]
    comes_first = sa.CheckConstraint(SHARED_FIRST, name="ck_tracks_shared_comes_first")
    return sa.Table(
        "tracks",
        sa.MetaData(),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recording_id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("role", _choice("ck_tracks_role", *ROLES), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("shared_at", sa.DateTime(timezone=True), nullable=True),
        *(more if submitted else []),
        *([comes_first] if submitted else []),
        sa.ForeignKeyConstraint(["owner_id"], ["people.id"], name="fk_tracks_owner_id_people"),
        sa.ForeignKeyConstraint(
            ["recording_id"], ["recordings.id"], name="fk_tracks_recording_id_recordings"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_tracks"),
        sa.UniqueConstraint(
            "recording_id", "owner_id", "role", name="uq_tracks_recording_id_owner_id_role"
        ),
        sa.Index("ix_tracks_owner_id", "owner_id"),
        sa.Index("ix_tracks_recording_id", "recording_id"),
    )


def _kinds_of_tags(before: list[str], after: list[str]) -> None:
    name = op.f("ck_moment_tags_tagkind")
    with op.batch_alter_table("moment_tags", copy_from=_tags(before)) as tags:
        tags.drop_constraint(name, type_="check")
        tags.create_check_constraint(name, _is_one_of("kind", after))


def _tags(kinds: list[str]) -> sa.Table:
    return sa.Table(
        "moment_tags",
        sa.MetaData(),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("moment_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("framework", sa.String(length=80), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("group_number", sa.Integer(), nullable=True),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.CheckConstraint(_is_one_of("kind", kinds), name="ck_moment_tags_tagkind"),
        sa.ForeignKeyConstraint(
            ["moment_id"], ["moments.id"], name="fk_moment_tags_moment_id_moments"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_moment_tags"),
        sa.UniqueConstraint("moment_id", "kind", "key", name="uq_moment_tags_moment_id_kind_key"),
        sa.Index("ix_moment_tags_moment_id", "moment_id"),
    )


def _choice(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)
