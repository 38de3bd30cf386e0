"""Presentations, stage meetings, supervision."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

# The guards of app/models/guards.py as they were when this migration was written.
GUARDS = {
    "sqlite": (
        "CREATE TRIGGER signed_sessions_stay BEFORE UPDATE ON supervision_sessions WHEN OLD.signed_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'A signed session cannot be changed.'); END",  # noqa: E501
        "CREATE TRIGGER stage_meetings_are_independent BEFORE INSERT ON stage_meetings WHEN EXISTS (SELECT 1 FROM allocations WHERE allocations.enrolment_id = NEW.enrolment_id AND allocations.supervisor_id = NEW.held_by_id) OR EXISTS (SELECT 1 FROM enrolments WHERE enrolments.id = NEW.enrolment_id AND enrolments.trainee_id = NEW.held_by_id) BEGIN SELECT RAISE(ABORT, 'A stage meeting is held by somebody other than the trainee and their supervisor.'); END",  # noqa: E501
    ),
    "postgresql": (
        "CREATE FUNCTION signed_sessions_stay() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF OLD.signed_at IS NOT NULL THEN RAISE EXCEPTION 'A signed session cannot be changed.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",  # noqa: E501
        "CREATE TRIGGER signed_sessions_stay BEFORE UPDATE ON supervision_sessions FOR EACH ROW EXECUTE FUNCTION signed_sessions_stay()",  # noqa: E501
        "CREATE FUNCTION stage_meetings_are_independent() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 FROM allocations WHERE allocations.enrolment_id = NEW.enrolment_id AND allocations.supervisor_id = NEW.held_by_id) OR EXISTS (SELECT 1 FROM enrolments WHERE enrolments.id = NEW.enrolment_id AND enrolments.trainee_id = NEW.held_by_id) THEN RAISE EXCEPTION 'A stage meeting is held by somebody other than the trainee and their supervisor.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",  # noqa: E501
        "CREATE TRIGGER stage_meetings_are_independent BEFORE INSERT ON stage_meetings FOR EACH ROW EXECUTE FUNCTION stage_meetings_are_independent()",  # noqa: E501
    ),
}
REMOVALS = {
    "sqlite": (
        "DROP TRIGGER stage_meetings_are_independent",
        "DROP TRIGGER signed_sessions_stay",
    ),
    "postgresql": (
        "DROP TRIGGER stage_meetings_are_independent ON stage_meetings",
        "DROP FUNCTION stage_meetings_are_independent()",
        "DROP TRIGGER signed_sessions_stay ON supervision_sessions",
        "DROP FUNCTION signed_sessions_stay()",
    ),
}


def upgrade() -> None:
    op.create_table(
        "presentations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column(
            "purpose",
            sa.Enum(
                "transition",
                "midpoint",
                "accreditation",
                name="presentationpurpose",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "closes_at > opens_at", name=op.f("ck_presentations_it_closes_after_it_opens")
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["people.id"], name=op.f("fk_presentations_created_by_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["enrolment_id"],
            ["enrolments.id"],
            name=op.f("fk_presentations_enrolment_id_enrolments"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_presentations")),
    )
    op.create_index(
        op.f("ix_presentations_created_by_id"), "presentations", ["created_by_id"], unique=False
    )
    op.create_index(
        op.f("ix_presentations_enrolment_id"), "presentations", ["enrolment_id"], unique=False
    )
    op.create_table(
        "supervision_sessions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("supervisor_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=40), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("strengths", sa.Text(), nullable=False),
        sa.Column("next_steps", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_supervision_sessions_it_took_some_time")),
        sa.ForeignKeyConstraint(
            ["enrolment_id"],
            ["enrolments.id"],
            name=op.f("fk_supervision_sessions_enrolment_id_enrolments"),
        ),
        sa.ForeignKeyConstraint(
            ["supervisor_id"],
            ["people.id"],
            name=op.f("fk_supervision_sessions_supervisor_id_people"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supervision_sessions")),
        sa.UniqueConstraint("id", "enrolment_id", name="uq_supervision_sessions_id_and_enrolment"),
    )
    op.create_index(
        op.f("ix_supervision_sessions_enrolment_id"),
        "supervision_sessions",
        ["enrolment_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_supervision_sessions_supervisor_id"),
        "supervision_sessions",
        ["supervisor_id"],
        unique=False,
    )
    op.create_table(
        "presentation_viewers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("presentation_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_presentation_viewers_person_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["presentation_id"],
            ["presentations.id"],
            name=op.f("fk_presentation_viewers_presentation_id_presentations"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_presentation_viewers")),
        sa.UniqueConstraint(
            "presentation_id",
            "person_id",
            name=op.f("uq_presentation_viewers_presentation_id_person_id"),
        ),
    )
    op.create_index(
        op.f("ix_presentation_viewers_person_id"),
        "presentation_viewers",
        ["person_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_presentation_viewers_presentation_id"),
        "presentation_viewers",
        ["presentation_id"],
        unique=False,
    )
    op.create_table(
        "stage_meetings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=40), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "transition",
                "accreditation",
                name="stagemeetingkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("held_by_id", sa.Integer(), nullable=False),
        sa.Column("presentation_id", sa.Integer(), nullable=True),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum(
                "go_on",
                "not_yet",
                name="meetingoutcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("strengths", sa.Text(), nullable=False),
        sa.Column("next_steps", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(outcome IS NULL) = (held_on IS NULL) AND (outcome IS NULL) = (minutes IS NULL)",
            name=op.f("ck_stage_meetings_recorded_whole"),
        ),
        sa.CheckConstraint(
            "minutes IS NULL OR minutes > 0", name=op.f("ck_stage_meetings_it_took_some_time")
        ),
        sa.ForeignKeyConstraint(
            ["enrolment_id"],
            ["enrolments.id"],
            name=op.f("fk_stage_meetings_enrolment_id_enrolments"),
        ),
        sa.ForeignKeyConstraint(
            ["held_by_id"], ["people.id"], name=op.f("fk_stage_meetings_held_by_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["presentation_id"],
            ["presentations.id"],
            name=op.f("fk_stage_meetings_presentation_id_presentations"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stage_meetings")),
    )
    op.create_index(
        op.f("ix_stage_meetings_enrolment_id"), "stage_meetings", ["enrolment_id"], unique=False
    )
    op.create_index(
        op.f("ix_stage_meetings_held_by_id"), "stage_meetings", ["held_by_id"], unique=False
    )
    op.create_index(
        op.f("ix_stage_meetings_presentation_id"),
        "stage_meetings",
        ["presentation_id"],
        unique=False,
    )
    op.create_index(
        "uq_stage_meetings_waiting",
        "stage_meetings",
        ["enrolment_id", "stage"],
        unique=True,
        sqlite_where=sa.text("outcome IS NULL"),
        postgresql_where=sa.text("outcome IS NULL"),
    )
    op.create_table(
        "working_points",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["supervision_sessions.id"],
            name=op.f("fk_working_points_session_id_supervision_sessions"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_working_points")),
    )
    op.create_index(
        op.f("ix_working_points_session_id"), "working_points", ["session_id"], unique=False
    )
    op.create_table(
        "session_cycles",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cycle_id", "enrolment_id"],
            ["cycles.id", "cycles.enrolment_id"],
            name="fk_session_cycles_cycle",
        ),
        sa.ForeignKeyConstraint(
            ["session_id", "enrolment_id"],
            ["supervision_sessions.id", "supervision_sessions.enrolment_id"],
            name="fk_session_cycles_session",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session_cycles")),
        sa.UniqueConstraint(
            "session_id", "cycle_id", name=op.f("uq_session_cycles_session_id_cycle_id")
        ),
    )
    op.create_index(
        op.f("ix_session_cycles_cycle_id"), "session_cycles", ["cycle_id"], unique=False
    )
    op.create_index(
        op.f("ix_session_cycles_session_id"), "session_cycles", ["session_id"], unique=False
    )
    op.create_table(
        "supervision_requests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["cycle_id"], ["cycles.id"], name=op.f("fk_supervision_requests_cycle_id_cycles")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supervision_requests")),
    )
    op.create_index(
        op.f("ix_supervision_requests_asked_at"), "supervision_requests", ["asked_at"], unique=False
    )
    op.create_index(
        op.f("ix_supervision_requests_cycle_id"), "supervision_requests", ["cycle_id"], unique=False
    )
    op.create_index(
        "uq_supervision_requests_open",
        "supervision_requests",
        ["cycle_id"],
        unique=True,
        sqlite_where=sa.text("answered_at IS NULL"),
        postgresql_where=sa.text("answered_at IS NULL"),
    )
    op.create_table(
        "presented_recordings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("presentation_id", sa.Integer(), nullable=False),
        sa.Column("recording_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["presentation_id"],
            ["presentations.id"],
            name=op.f("fk_presented_recordings_presentation_id_presentations"),
        ),
        sa.ForeignKeyConstraint(
            ["recording_id"],
            ["recordings.id"],
            name=op.f("fk_presented_recordings_recording_id_recordings"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_presented_recordings")),
        sa.UniqueConstraint(
            "presentation_id",
            "recording_id",
            name=op.f("uq_presented_recordings_presentation_id_recording_id"),
        ),
    )
    op.create_index(
        op.f("ix_presented_recordings_presentation_id"),
        "presented_recordings",
        ["presentation_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_presented_recordings_recording_id"),
        "presented_recordings",
        ["recording_id"],
        unique=False,
    )
    for statement in GUARDS[op.get_bind().dialect.name]:
        op.execute(sa.text(statement.replace(":", r"\:")))


def downgrade() -> None:
    for statement in REMOVALS[op.get_bind().dialect.name]:
        op.execute(sa.text(statement))
    op.drop_table("presented_recordings")
    op.drop_table("supervision_requests")
    op.drop_table("session_cycles")
    op.drop_table("working_points")
    op.drop_table("stage_meetings")
    op.drop_table("presentation_viewers")
    op.drop_table("supervision_sessions")
    op.drop_table("presentations")
