"""Clips that are shown, purposes and kinds of meetings, recommendations, times, calendar files."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

PURPOSES = ("transition", "midpoint", "accreditation")
MORE_PURPOSES = ("transition", "midpoint", "group", "handover", "accreditation")
KINDS = ("transition", "accreditation")
MORE_KINDS = ("transition", "midpoint", "group_sharing", "accreditation")


def upgrade() -> None:
    _allow(MORE_PURPOSES, MORE_KINDS)
    op.add_column(
        "mails", sa.Column("calendar", sa.Text(), nullable=False, server_default=sa.text("''"))
    )
    op.create_table(
        "presented_clips",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("presentation_id", sa.Integer(), nullable=False),
        sa.Column("clip_id", sa.Integer(), nullable=False),
        _to("presented_clips", "presentation_id", "presentations"),
        _to("presented_clips", "clip_id", "clips"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_presented_clips")),
        sa.UniqueConstraint(
            "presentation_id", "clip_id", name=op.f("uq_presented_clips_presentation_id_clip_id")
        ),
    )
    _index("presented_clips", "presentation_id", "clip_id")
    op.create_table(
        "meeting_recommendations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("go_ahead", sa.Boolean(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("given_by_id", sa.Integer(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "go_ahead OR words <> ''",
            name=op.f("ck_meeting_recommendations_not_yet_says_what_comes_first"),
        ),
        _to("meeting_recommendations", "enrolment_id", "enrolments"),
        _to("meeting_recommendations", "meeting_id", "stage_meetings"),
        _to("meeting_recommendations", "given_by_id", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_recommendations")),
    )
    _index("meeting_recommendations", "enrolment_id", "meeting_id", "given_by_id")
    op.create_index(
        "uq_meeting_recommendations_current",
        "meeting_recommendations",
        ["meeting_id"],
        unique=True,
        sqlite_where=sa.text("replaced_at IS NULL"),
        postgresql_where=sa.text("replaced_at IS NULL"),
    )
    op.create_table(
        "meeting_times",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_meeting_times_it_takes_some_time")),
        _to("meeting_times", "meeting_id", "stage_meetings"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_times")),
        sa.UniqueConstraint("meeting_id", name=op.f("uq_meeting_times_meeting_id")),
    )
    _index("meeting_times", "meeting_id")


def downgrade() -> None:
    for table in ("meeting_times", "meeting_recommendations", "presented_clips"):
        op.drop_table(table)
    op.drop_column("mails", "calendar")
    _allow(PURPOSES, KINDS)


def _to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}")
    )


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def _allow(purposes: tuple[str, ...], kinds: tuple[str, ...]) -> None:
    """Keep the two columns to these values. SQLite rebuilds the tables, triggers and all."""
    if op.get_bind().dialect.name == "sqlite":
        kept = _take_triggers_off()
        for table in (_presentations(purposes), _stage_meetings(kinds)):
            with op.batch_alter_table(table.name, copy_from=table, recreate="always"):
                pass
        for statement in kept:
            op.execute(sa.text(statement.replace(":", r"\:")))
        return
    for table, column, name, values in (
        ("presentations", "purpose", "presentationpurpose", purposes),
        ("stage_meetings", "kind", "stagemeetingkind", kinds),
    ):
        op.drop_constraint(op.f(f"ck_{table}_{name}"), table, type_="check")
        allowed = ", ".join(f"'{value}'" for value in values)
        op.create_check_constraint(op.f(f"ck_{table}_{name}"), table, f"{column} IN ({allowed})")


def _take_triggers_off() -> list[str]:
    """Every trigger that names a stage meeting; what made each of them."""
    found = op.get_bind().execute(
        sa.text(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' "
            "AND sql LIKE '%stage_meetings%' ORDER BY rowid"
        )
    )
    triggers = found.all()
    for name, _ in triggers:
        op.execute(sa.text(f"DROP TRIGGER {name}"))
    return [sql for _, sql in triggers]


def _choice(name: str, values: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def _presentations(purposes: tuple[str, ...]) -> sa.Table:
    return sa.Table(
        "presentations",
        sa.MetaData(),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column(
            "purpose", _choice("ck_presentations_presentationpurpose", purposes), nullable=False
        ),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "closes_at > opens_at", name="ck_presentations_it_closes_after_it_opens"
        ),
        _to("presentations", "created_by_id", "people"),
        _to("presentations", "enrolment_id", "enrolments"),
        sa.PrimaryKeyConstraint("id", name="pk_presentations"),
        sa.Index("ix_presentations_created_by_id", "created_by_id"),
        sa.Index("ix_presentations_enrolment_id", "enrolment_id"),
    )


def _stage_meetings(kinds: tuple[str, ...]) -> sa.Table:
    outcomes = ("go_on", "not_yet")
    return sa.Table(
        "stage_meetings",
        sa.MetaData(),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=40), nullable=False),
        sa.Column("kind", _choice("ck_stage_meetings_stagemeetingkind", kinds), nullable=False),
        sa.Column("held_by_id", sa.Integer(), nullable=False),
        sa.Column("presentation_id", sa.Integer(), nullable=True),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("outcome", _choice("ck_stage_meetings_meetingoutcome", outcomes), nullable=True),
        sa.Column("strengths", sa.Text(), nullable=False),
        sa.Column("next_steps", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(outcome IS NULL) = (held_on IS NULL) AND (outcome IS NULL) = (minutes IS NULL)",
            name="ck_stage_meetings_recorded_whole",
        ),
        sa.CheckConstraint(
            "minutes IS NULL OR minutes > 0", name="ck_stage_meetings_it_took_some_time"
        ),
        _to("stage_meetings", "enrolment_id", "enrolments"),
        _to("stage_meetings", "held_by_id", "people"),
        _to("stage_meetings", "presentation_id", "presentations"),
        sa.PrimaryKeyConstraint("id", name="pk_stage_meetings"),
        sa.Index("ix_stage_meetings_enrolment_id", "enrolment_id"),
        sa.Index("ix_stage_meetings_held_by_id", "held_by_id"),
        sa.Index("ix_stage_meetings_presentation_id", "presentation_id"),
        sa.Index(
            "uq_stage_meetings_waiting",
            "enrolment_id",
            "stage",
            unique=True,
            sqlite_where=sa.text("outcome IS NULL"),
            postgresql_where=sa.text("outcome IS NULL"),
        ),
    )
