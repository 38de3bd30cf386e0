"""Times that a supervisor offers, and who booked one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

GUARDS = {
    "sqlite": (
        "CREATE TRIGGER one_supervision_time_at_once BEFORE INSERT ON supervision_times WHEN NEW.withdrawn_at IS NULL AND EXISTS (SELECT 1 FROM supervision_times AS other WHERE other.supervisor_id = NEW.supervisor_id AND other.withdrawn_at IS NULL AND CAST(strftime('%s', other.starts_at) AS INTEGER) < CAST(strftime('%s', NEW.starts_at) AS INTEGER) + 60 * NEW.minutes AND CAST(strftime('%s', NEW.starts_at) AS INTEGER) < CAST(strftime('%s', other.starts_at) AS INTEGER) + 60 * other.minutes) BEGIN SELECT RAISE(ABORT, 'A supervisor offers one time at once.'); END",  # noqa: E501
        "CREATE TRIGGER one_supervision_time_at_once_when_moved BEFORE UPDATE ON supervision_times WHEN NEW.withdrawn_at IS NULL AND EXISTS (SELECT 1 FROM supervision_times AS other WHERE other.supervisor_id = NEW.supervisor_id AND other.withdrawn_at IS NULL AND other.id <> NEW.id AND CAST(strftime('%s', other.starts_at) AS INTEGER) < CAST(strftime('%s', NEW.starts_at) AS INTEGER) + 60 * NEW.minutes AND CAST(strftime('%s', NEW.starts_at) AS INTEGER) < CAST(strftime('%s', other.starts_at) AS INTEGER) + 60 * other.minutes) BEGIN SELECT RAISE(ABORT, 'A supervisor offers one time at once.'); END",  # noqa: E501
        "CREATE TRIGGER supervision_places_are_kept BEFORE INSERT ON supervision_bookings WHEN NEW.cancelled_at IS NULL AND (SELECT count(*) FROM supervision_bookings AS taken WHERE taken.time_id = NEW.time_id AND taken.cancelled_at IS NULL) >= (SELECT places FROM supervision_times WHERE supervision_times.id = NEW.time_id) BEGIN SELECT RAISE(ABORT, 'No place is left at that time.'); END",  # noqa: E501
    ),
    "postgresql": (
        "CREATE FUNCTION one_supervision_time_at_once() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.withdrawn_at IS NULL AND EXISTS (SELECT 1 FROM supervision_times AS other WHERE other.supervisor_id = NEW.supervisor_id AND other.withdrawn_at IS NULL AND EXTRACT(EPOCH FROM other.starts_at) < EXTRACT(EPOCH FROM NEW.starts_at) + 60 * NEW.minutes AND EXTRACT(EPOCH FROM NEW.starts_at) < EXTRACT(EPOCH FROM other.starts_at) + 60 * other.minutes) THEN RAISE EXCEPTION 'A supervisor offers one time at once.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",  # noqa: E501
        "CREATE TRIGGER one_supervision_time_at_once BEFORE INSERT ON supervision_times FOR EACH ROW EXECUTE FUNCTION one_supervision_time_at_once()",  # noqa: E501
        "CREATE FUNCTION one_supervision_time_at_once_when_moved() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.withdrawn_at IS NULL AND EXISTS (SELECT 1 FROM supervision_times AS other WHERE other.supervisor_id = NEW.supervisor_id AND other.withdrawn_at IS NULL AND other.id <> NEW.id AND EXTRACT(EPOCH FROM other.starts_at) < EXTRACT(EPOCH FROM NEW.starts_at) + 60 * NEW.minutes AND EXTRACT(EPOCH FROM NEW.starts_at) < EXTRACT(EPOCH FROM other.starts_at) + 60 * other.minutes) THEN RAISE EXCEPTION 'A supervisor offers one time at once.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",  # noqa: E501
        "CREATE TRIGGER one_supervision_time_at_once_when_moved BEFORE UPDATE ON supervision_times FOR EACH ROW EXECUTE FUNCTION one_supervision_time_at_once_when_moved()",  # noqa: E501
        "CREATE FUNCTION supervision_places_are_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.cancelled_at IS NULL AND (SELECT count(*) FROM supervision_bookings AS taken WHERE taken.time_id = NEW.time_id AND taken.cancelled_at IS NULL) >= (SELECT places FROM supervision_times WHERE supervision_times.id = NEW.time_id) THEN RAISE EXCEPTION 'No place is left at that time.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",  # noqa: E501
        "CREATE TRIGGER supervision_places_are_kept BEFORE INSERT ON supervision_bookings FOR EACH ROW EXECUTE FUNCTION supervision_places_are_kept()",  # noqa: E501
    ),
}
NAMES = (
    ("supervision_places_are_kept", "supervision_bookings"),
    ("one_supervision_time_at_once_when_moved", "supervision_times"),
    ("one_supervision_time_at_once", "supervision_times"),
)


def upgrade() -> None:
    op.create_table(
        "supervision_times",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("supervisor_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_supervision_times_it_takes_some_time")),
        sa.CheckConstraint("places > 0", name=op.f("ck_supervision_times_there_is_a_place")),
        sa.ForeignKeyConstraint(
            ["supervisor_id"], ["people.id"], name=op.f("fk_supervision_times_supervisor_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supervision_times")),
    )
    op.create_index(op.f("ix_supervision_times_starts_at"), "supervision_times", ["starts_at"])
    op.create_index(
        op.f("ix_supervision_times_supervisor_id"), "supervision_times", ["supervisor_id"]
    )
    op.create_table(
        "supervision_bookings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("time_id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("booked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_by_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(cancelled_at IS NULL) = (cancelled_by_id IS NULL)",
            name=op.f("ck_supervision_bookings_cancelled_by_somebody"),
        ),
        sa.ForeignKeyConstraint(
            ["cancelled_by_id"],
            ["people.id"],
            name=op.f("fk_supervision_bookings_cancelled_by_id_people"),
        ),
        sa.ForeignKeyConstraint(
            ["enrolment_id"],
            ["enrolments.id"],
            name=op.f("fk_supervision_bookings_enrolment_id_enrolments"),
        ),
        sa.ForeignKeyConstraint(
            ["time_id"],
            ["supervision_times.id"],
            name=op.f("fk_supervision_bookings_time_id_supervision_times"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supervision_bookings")),
        sa.UniqueConstraint("uid", name=op.f("uq_supervision_bookings_uid")),
    )
    for column in ("cancelled_by_id", "enrolment_id", "time_id"):
        name = op.f(f"ix_supervision_bookings_{column}")
        op.create_index(name, "supervision_bookings", [column])
    op.create_index(
        "uq_supervision_bookings_once",
        "supervision_bookings",
        ["time_id", "enrolment_id"],
        unique=True,
        sqlite_where=sa.text("cancelled_at IS NULL"),
        postgresql_where=sa.text("cancelled_at IS NULL"),
    )
    for statement in GUARDS[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    on_postgresql = op.get_bind().dialect.name == "postgresql"
    for name, table in NAMES:
        op.execute(f"DROP TRIGGER {name}" + (f" ON {table}" if on_postgresql else ""))
        if on_postgresql:
            op.execute(f"DROP FUNCTION {name}()")
    op.drop_table("supervision_bookings")
    op.drop_table("supervision_times")
