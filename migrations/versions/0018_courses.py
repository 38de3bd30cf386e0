"""Places on intro courses, bookings, attendance of those who booked, evaluations."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "course_offers",
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("starts", sa.String(length=5), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("places > 0", name=op.f("ck_course_offers_there_is_a_place")),
        _to("course_offers", "course_id", "courses"),
        sa.PrimaryKeyConstraint("course_id", name=op.f("pk_course_offers")),
    )
    op.create_table(
        "course_trainers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        _to("course_trainers", "course_id", "courses"),
        _to("course_trainers", "person_id", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_trainers")),
        sa.UniqueConstraint(
            "course_id", "person_id", name=op.f("uq_course_trainers_course_id_person_id")
        ),
    )
    _index("course_trainers", "course_id", "person_id")
    _bookings()
    op.create_table(
        "booking_attendances",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column("course_day_id", sa.Integer(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        _to("booking_attendances", "booking_id", "bookings"),
        _to("booking_attendances", "course_day_id", "course_days"),
        _to("booking_attendances", "recorded_by_id", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booking_attendances")),
        sa.UniqueConstraint(
            "booking_id",
            "course_day_id",
            name=op.f("uq_booking_attendances_booking_id_course_day_id"),
        ),
    )
    _index("booking_attendances", "booking_id", "course_day_id", "recorded_by_id")
    op.create_table(
        "course_evaluations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("helpful", sa.Integer(), nullable=False),
        sa.Column("ready", sa.Integer(), nullable=False),
        sa.Column("best", sa.Text(), nullable=False),
        sa.Column("change", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "helpful BETWEEN 1 AND 5 AND ready BETWEEN 1 AND 5",
            name=op.f("ck_course_evaluations_one_to_five"),
        ),
        _to("course_evaluations", "course_id", "courses"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_evaluations")),
    )
    _index("course_evaluations", "course_id")


def _bookings() -> None:
    op.create_table(
        "bookings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "asked",
                "booked",
                "waiting",
                "cancelled",
                name="bookingstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("asked_from", sa.String(length=45), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("evaluated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "erased_at IS NULL OR (name = '' AND email = '')",
            name=op.f("ck_bookings_erased_names_nobody"),
        ),
        _to("bookings", "course_id", "courses"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bookings")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_bookings_token_hash")),
    )
    _index("bookings", "course_id", "email")
    op.create_index(
        "uq_bookings_of_an_address",
        "bookings",
        ["course_id", "email"],
        unique=True,
        sqlite_where=sa.text("state <> 'cancelled' AND email <> ''"),
        postgresql_where=sa.text("state <> 'cancelled' AND email <> ''"),
    )


def downgrade() -> None:
    for table in (
        "course_evaluations",
        "booking_attendances",
        "bookings",
        "course_trainers",
        "course_offers",
    ):
        op.drop_table(table)


def _to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}")
    )


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)
