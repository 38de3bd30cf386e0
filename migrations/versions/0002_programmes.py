"""Services, editions in use, enrolments, allocations, intro courses, stages."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# The guards of app/models/guards.py as they were when this migration was written.
GUARDS = {
    "sqlite": (
        "CREATE TRIGGER editions_stay BEFORE UPDATE ON editions WHEN 1 = 1 BEGIN SELECT RAISE(ABORT, 'An edition in use cannot be changed.'); END",  # noqa: E501
        "CREATE TRIGGER editions_remain BEFORE DELETE ON editions WHEN 1 = 1 BEGIN SELECT RAISE(ABORT, 'An edition in use cannot be removed.'); END",  # noqa: E501
    ),
    "postgresql": (
        "CREATE FUNCTION editions_stay() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF 1 = 1 THEN RAISE EXCEPTION 'An edition in use cannot be changed.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",  # noqa: E501
        "CREATE TRIGGER editions_stay BEFORE UPDATE ON editions FOR EACH ROW EXECUTE FUNCTION editions_stay()",  # noqa: E501
        "CREATE FUNCTION editions_remain() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF 1 = 1 THEN RAISE EXCEPTION 'An edition in use cannot be removed.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$",  # noqa: E501
        "CREATE TRIGGER editions_remain BEFORE DELETE ON editions FOR EACH ROW EXECUTE FUNCTION editions_remain()",  # noqa: E501
    ),
}
REMOVALS = {
    "sqlite": (
        "DROP TRIGGER editions_remain",
        "DROP TRIGGER editions_stay",
    ),
    "postgresql": (
        "DROP TRIGGER editions_remain ON editions",
        "DROP FUNCTION editions_remain()",
        "DROP TRIGGER editions_stay ON editions",
        "DROP FUNCTION editions_stay()",
    ),
}


def upgrade() -> None:
    op.create_table(
        "services",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "council",
                "trust",
                "school",
                "charity",
                "independent",
                name="servicekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_services")),
        sa.UniqueConstraint("name", name=op.f("uq_services_name")),
    )
    op.create_table(
        "courses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("place", sa.String(length=160), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["people.id"], name=op.f("fk_courses_created_by_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_courses")),
    )
    op.create_index(op.f("ix_courses_created_by_id"), "courses", ["created_by_id"], unique=False)
    op.create_table(
        "editions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("taken_up_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_up_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["taken_up_by_id"], ["people.id"], name=op.f("fk_editions_taken_up_by_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_editions")),
        sa.UniqueConstraint("digest", name=op.f("uq_editions_digest")),
    )
    op.create_index(
        op.f("ix_editions_taken_up_by_id"), "editions", ["taken_up_by_id"], unique=False
    )
    op.create_table(
        "course_days",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("half_days", sa.Integer(), nullable=False),
        sa.CheckConstraint("half_days IN (1, 2)", name=op.f("ck_course_days_a_half_day_or_a_day")),
        sa.ForeignKeyConstraint(
            ["course_id"], ["courses.id"], name=op.f("fk_course_days_course_id_courses")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_days")),
    )
    op.create_index(op.f("ix_course_days_course_id"), "course_days", ["course_id"], unique=False)
    op.create_table(
        "enrolments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("trainee_id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "active",
                "withdrawn",
                "accredited",
                name="enrolmentstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("enrolled_by_id", sa.Integer(), nullable=False),
        sa.Column("enrolled_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["editions.id"], name=op.f("fk_enrolments_edition_id_editions")
        ),
        sa.ForeignKeyConstraint(
            ["enrolled_by_id"], ["people.id"], name=op.f("fk_enrolments_enrolled_by_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["services.id"], name=op.f("fk_enrolments_service_id_services")
        ),
        sa.ForeignKeyConstraint(
            ["trainee_id"], ["people.id"], name=op.f("fk_enrolments_trainee_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enrolments")),
        sa.UniqueConstraint("id", "trainee_id", name="uq_enrolments_id_and_trainee"),
    )
    op.create_index(op.f("ix_enrolments_edition_id"), "enrolments", ["edition_id"], unique=False)
    op.create_index(
        op.f("ix_enrolments_enrolled_by_id"), "enrolments", ["enrolled_by_id"], unique=False
    )
    op.create_index(op.f("ix_enrolments_service_id"), "enrolments", ["service_id"], unique=False)
    op.create_index(op.f("ix_enrolments_trainee_id"), "enrolments", ["trainee_id"], unique=False)
    op.create_index(
        "uq_enrolments_active",
        "enrolments",
        ["trainee_id"],
        unique=True,
        sqlite_where=sa.text("state = 'active'"),
        postgresql_where=sa.text("state = 'active'"),
    )
    op.create_table(
        "allocations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("trainee_id", sa.Integer(), nullable=False),
        sa.Column("supervisor_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("allocated_by_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "supervisor_id <> trainee_id", name=op.f("ck_allocations_nobody_supervises_themselves")
        ),
        sa.ForeignKeyConstraint(
            ["allocated_by_id"], ["people.id"], name=op.f("fk_allocations_allocated_by_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["enrolment_id", "trainee_id"],
            ["enrolments.id", "enrolments.trainee_id"],
            name="fk_allocations_enrolment",
        ),
        sa.ForeignKeyConstraint(
            ["supervisor_id"], ["people.id"], name=op.f("fk_allocations_supervisor_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_allocations")),
    )
    op.create_index(
        op.f("ix_allocations_allocated_by_id"), "allocations", ["allocated_by_id"], unique=False
    )
    op.create_index(
        op.f("ix_allocations_enrolment_id"), "allocations", ["enrolment_id"], unique=False
    )
    op.create_index(
        op.f("ix_allocations_supervisor_id"), "allocations", ["supervisor_id"], unique=False
    )
    op.create_index(
        "uq_allocations_now",
        "allocations",
        ["enrolment_id"],
        unique=True,
        sqlite_where=sa.text("until IS NULL"),
        postgresql_where=sa.text("until IS NULL"),
    )
    op.create_table(
        "attendances",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_day_id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["course_day_id"],
            ["course_days.id"],
            name=op.f("fk_attendances_course_day_id_course_days"),
        ),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolments.id"], name=op.f("fk_attendances_enrolment_id_enrolments")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["people.id"], name=op.f("fk_attendances_recorded_by_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendances")),
        sa.UniqueConstraint(
            "course_day_id", "enrolment_id", name=op.f("uq_attendances_course_day_id_enrolment_id")
        ),
    )
    op.create_index(
        op.f("ix_attendances_course_day_id"), "attendances", ["course_day_id"], unique=False
    )
    op.create_index(
        op.f("ix_attendances_enrolment_id"), "attendances", ["enrolment_id"], unique=False
    )
    op.create_index(
        op.f("ix_attendances_recorded_by_id"), "attendances", ["recorded_by_id"], unique=False
    )
    op.create_table(
        "stage_openings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=40), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["enrolment_id"],
            ["enrolments.id"],
            name=op.f("fk_stage_openings_enrolment_id_enrolments"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stage_openings")),
        sa.UniqueConstraint(
            "enrolment_id", "stage", name=op.f("uq_stage_openings_enrolment_id_stage")
        ),
    )
    op.create_index(
        op.f("ix_stage_openings_enrolment_id"), "stage_openings", ["enrolment_id"], unique=False
    )
    op.create_table(
        "training_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=40), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "introduction",
                "training_half_day",
                "group_sharing",
                "midpoint",
                name="trainingeventkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_training_events_it_took_some_time")),
        sa.ForeignKeyConstraint(
            ["enrolment_id"],
            ["enrolments.id"],
            name=op.f("fk_training_events_enrolment_id_enrolments"),
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["people.id"], name=op.f("fk_training_events_recorded_by_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_events")),
    )
    op.create_index(
        op.f("ix_training_events_enrolment_id"), "training_events", ["enrolment_id"], unique=False
    )
    op.create_index(
        op.f("ix_training_events_recorded_by_id"),
        "training_events",
        ["recorded_by_id"],
        unique=False,
    )
    for statement in GUARDS[op.get_bind().dialect.name]:
        op.execute(sa.text(statement.replace(":", r"\:")))


def downgrade() -> None:
    for statement in REMOVALS[op.get_bind().dialect.name]:
        op.execute(sa.text(statement))
    op.drop_table("training_events")
    op.drop_table("stage_openings")
    op.drop_table("attendances")
    op.drop_table("allocations")
    op.drop_table("enrolments")
    op.drop_table("course_days")
    op.drop_table("editions")
    op.drop_table("courses")
    op.drop_table("services")
