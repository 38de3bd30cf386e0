"""Readiness kept for lists, decisions about a training, pauses, and a supervisor's own training."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

WAITS = ("supervisor", "registrar", "meeting", "panel")
DECISIONS = (
    "prior_learning",
    "mixed_supervision",
    "transferred",
    "paused",
    "returned",
    "withdrawn",
    "service_changed",
)
EVENTS_BEFORE = ("introduction", "training_half_day", "group_sharing", "midpoint")
EVENTS = (
    *EVENTS_BEFORE,
    "supervision_given",
    "session_observed",
    "meeting_shadowed",
    "supervision_of_supervision",
)


def upgrade() -> None:
    _make_snapshots()
    _make_decisions()
    op.add_column("enrolments", sa.Column("paused_on", sa.Date(), nullable=True))
    _allow_events(EVENTS)


def downgrade() -> None:
    events = sa.table("training_events", sa.column("kind"))
    op.execute(sa.delete(events).where(events.c.kind.not_in(EVENTS_BEFORE)))
    _allow_events(EVENTS_BEFORE)
    op.drop_column("enrolments", "paused_on")
    op.drop_table("training_decisions")
    op.drop_table("readiness_snapshots")


def _make_snapshots() -> None:
    op.create_table(
        "readiness_snapshots",
        sa.Column("enrolment_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("stage", sa.String(length=40), nullable=False),
        sa.Column("stage_title", sa.String(length=160), nullable=False),
        sa.Column("stage_number", sa.Integer(), nullable=False),
        sa.Column("stage_since", sa.Date(), nullable=True),
        sa.Column("met", sa.Integer(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("left", sa.JSON(), nullable=False),
        sa.Column("left_in_short", sa.Text(), nullable=False),
        sa.Column("progress", sa.Integer(), nullable=False),
        sa.Column("cycles", sa.Integer(), nullable=False),
        sa.Column("cycles_needed", sa.Integer(), nullable=False),
        sa.Column("last_cycle_on", sa.Date(), nullable=True),
        sa.Column("last_session_on", sa.Date(), nullable=True),
        sa.Column("asked_count", sa.Integer(), nullable=False),
        sa.Column("asked_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("waits_for", _one_of("waitsfor", WAITS), nullable=True),
        sa.Column("waiting_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("turns_on", sa.Date(), nullable=True),
        sa.Column("stale_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("worked_out_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "progress BETWEEN 0 AND 1000",
            name=op.f("ck_readiness_snapshots_progress_in_thousandths"),
        ),
        sa.CheckConstraint(
            "(waits_for IS NULL) = (waiting_since IS NULL)",
            name=op.f("ck_readiness_snapshots_a_wait_has_its_beginning"),
        ),
        sa.ForeignKeyConstraint(
            ["enrolment_id"],
            ["enrolments.id"],
            name=op.f("fk_readiness_snapshots_enrolment_id_enrolments"),
        ),
        sa.PrimaryKeyConstraint("enrolment_id", name=op.f("pk_readiness_snapshots")),
    )
    for name, columns in {
        "ix_readiness_snapshots_waiting": ["waiting_since", "enrolment_id"],
        "ix_readiness_snapshots_progress": ["progress", "enrolment_id"],
        "ix_readiness_snapshots_turns_on": ["turns_on"],
        "ix_readiness_snapshots_stale_since": ["stale_since"],
    }.items():
        op.create_index(name, "readiness_snapshots", columns)


def _make_decisions() -> None:
    named = "ck_training_decisions_"
    op.create_table(
        "training_decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("kind", _one_of("trainingdecisionkind", DECISIONS), nullable=False),
        sa.Column("stage", sa.String(length=40), nullable=True),
        sa.Column("requirement", sa.String(length=60), nullable=True),
        sa.Column("amount", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("trim(reason) <> ''", name=op.f(named + "it_has_its_reason")),
        sa.CheckConstraint(
            "(kind = 'prior_learning') = (amount IS NOT NULL)",
            name=op.f(named + "prior_learning_says_how_much"),
        ),
        sa.CheckConstraint("amount > 0", name=op.f(named + "something_is_credited")),
        sa.CheckConstraint(
            "(kind IN ('prior_learning', 'mixed_supervision')) = (requirement IS NOT NULL)",
            name=op.f(named + "what_is_credited_has_its_requirement"),
        ),
        sa.CheckConstraint(
            "(stage IS NULL) = (requirement IS NULL)", name=op.f(named + "and_its_stage")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"],
            ["people.id"],
            name=op.f("fk_training_decisions_decided_by_id_people"),
        ),
        sa.ForeignKeyConstraint(
            ["enrolment_id"],
            ["enrolments.id"],
            name=op.f("fk_training_decisions_enrolment_id_enrolments"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_decisions")),
    )
    for column in ("enrolment_id", "decided_by_id"):
        op.create_index(op.f(f"ix_training_decisions_{column}"), "training_decisions", [column])


def _allow_events(kinds: Sequence[str]) -> None:
    check = op.f("ck_training_events_trainingeventkind")
    with op.batch_alter_table("training_events") as table:
        table.drop_constraint(check, type_="check")
        table.create_check_constraint(check, "kind IN " + _listed(kinds))


def _one_of(name: str, values: Sequence[str]) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def _listed(values: Sequence[str]) -> str:
    return "(" + ", ".join(f"'{one}'" for one in values) + ")"
