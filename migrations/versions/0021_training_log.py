"""A log of what took place, confirmed by whoever was asked; evaluations of a course by trainees."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

PEOPLE = ("asked_id", "confirmed_by_id")
CHECKS = {
    "ck_training_events_confirmed_by_somebody": (
        "(confirmed_at IS NULL) = (confirmed_by_id IS NULL)"
    ),
    "ck_training_events_somebody_is_asked": "confirmed_at IS NOT NULL OR asked_id IS NOT NULL",
}


def upgrade() -> None:
    with op.batch_alter_table("training_events") as table:
        table.add_column(sa.Column("about", sa.Text(), nullable=False, server_default=""))
        table.add_column(sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True))
        for column in PEOPLE:
            table.add_column(sa.Column(column, sa.Integer(), nullable=True))
            table.create_foreign_key(_named(column), "people", [column], ["id"])
    op.execute(
        "UPDATE training_events SET confirmed_at = recorded_at, confirmed_by_id = recorded_by_id"
    )
    with op.batch_alter_table("training_events") as table:
        table.alter_column("about", existing_type=sa.Text(), server_default=None)
        for name, condition in CHECKS.items():
            table.create_check_constraint(op.f(name), condition)
    for column in PEOPLE:
        op.create_index(op.f(f"ix_training_events_{column}"), "training_events", [column])
    _evaluations_given()


def _evaluations_given() -> None:
    op.create_table(
        "evaluations_given",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["course_id"], ["courses.id"], name=op.f("fk_evaluations_given_course_id_courses")
        ),
        sa.ForeignKeyConstraint(
            ["enrolment_id"],
            ["enrolments.id"],
            name=op.f("fk_evaluations_given_enrolment_id_enrolments"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluations_given")),
        sa.UniqueConstraint(
            "enrolment_id", "course_id", name=op.f("uq_evaluations_given_enrolment_id_course_id")
        ),
    )
    for column in ("enrolment_id", "course_id"):
        op.create_index(op.f(f"ix_evaluations_given_{column}"), "evaluations_given", [column])


def downgrade() -> None:
    op.drop_table("evaluations_given")
    for column in PEOPLE:
        op.drop_index(op.f(f"ix_training_events_{column}"), table_name="training_events")
    op.execute("DELETE FROM training_events WHERE confirmed_at IS NULL")
    with op.batch_alter_table("training_events") as table:
        for name in CHECKS:
            table.drop_constraint(op.f(name), type_="check")
        for column in PEOPLE:
            table.drop_constraint(_named(column), type_="foreignkey")
            table.drop_column(column)
        table.drop_column("confirmed_at")
        table.drop_column("about")


def _named(column: str) -> str:
    return str(op.f(f"fk_training_events_{column}_people"))
