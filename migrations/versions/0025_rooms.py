"""Rooms in which several people watch one film in step, who came, and what was seen."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

ROLES = ("trainee", "supervisor", "accreditor", "registrar", "service_lead")
INDEXED = {
    "rooms": (
        "enrolment_id",
        "presentation_id",
        "opened_by_id",
        "recording_id",
        "clip_id",
        "leader_id",
        "waiting_for_id",
        "pointed_by_id",
    ),
    "room_people": ("room_id", "person_id"),
    "room_seen": ("room_id", "recording_id"),
    "room_moments": ("room_id",),
}
ROOM_CHECKS = {
    "a_clip_has_its_film": "clip_id IS NULL OR recording_id IS NOT NULL",
    "a_film_plays_or_nothing": "playing_since IS NULL OR recording_id IS NOT NULL",
    "it_stands_in_the_film": "frame >= 0",
    "speed_within_reason": "speed BETWEEN 25 AND 200",
    "out_follows_in": "loop_in IS NULL OR loop_out IS NULL OR loop_out > loop_in",
    "a_loop_has_both_ends": "NOT loops OR (loop_in IS NOT NULL AND loop_out IS NOT NULL)",
    "who_waits_stands_still": "waiting_for_id IS NULL OR playing_since IS NULL",
    "a_point_is_whole": (
        "(point_x IS NULL) = (point_y IS NULL) AND (point_x IS NULL) = (pointed_by_id IS NULL)"
    ),
    "it_points_into_the_picture": (
        "point_x IS NULL OR (point_x BETWEEN 0 AND 1000 AND point_y BETWEEN 0 AND 1000)"
    ),
}
SEEN_CHECKS = {
    "frames_in_order": "first_frame >= 0 AND last_frame >= first_frame",
    "it_took_some_time": "milliseconds > 0",
}
OPEN_ONES = {
    "uq_rooms_open_for_supervision": ("enrolment_id", "presentation_id IS NULL"),
    "uq_rooms_open_for_a_presentation": ("presentation_id", "presentation_id IS NOT NULL"),
}


def upgrade() -> None:
    op.create_table("rooms", *_of_rooms(), *_checks("rooms", ROOM_CHECKS))
    op.create_table("room_people", *_of_people())
    op.create_table("room_seen", *_of_seen(), *_checks("room_seen", SEEN_CHECKS))
    op.create_table("room_moments", *_of_moments())
    for table, columns in INDEXED.items():
        for column in columns:
            op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
    op.create_index(op.f("ix_room_moments_moment_id"), "room_moments", ["moment_id"], unique=True)
    for name, (column, which) in OPEN_ONES.items():
        where = sa.text(f"ended_at IS NULL AND {which}")
        op.create_index(
            name, "rooms", [column], unique=True, sqlite_where=where, postgresql_where=where
        )


def downgrade() -> None:
    for table in ("room_moments", "room_seen", "room_people", "rooms"):
        op.drop_table(table)


def _of_rooms() -> list[sa.schema.SchemaItem]:
    return [
        _number("id"),
        _number("enrolment_id"),
        _number("presentation_id", nullable=True),
        _number("opened_by_id"),
        _instant("opened_at"),
        _instant("ended_at", nullable=True),
        _number("version"),
        _instant("changed_at"),
        _number("recording_id", nullable=True),
        _number("clip_id", nullable=True),
        _number("frame"),
        _instant("playing_since", nullable=True),
        _number("speed"),
        _number("loop_in", nullable=True),
        _number("loop_out", nullable=True),
        sa.Column("loops", sa.Boolean(), nullable=False),
        _number("leader_id"),
        sa.Column("waits", sa.Boolean(), nullable=False),
        _number("waiting_for_id", nullable=True),
        _number("point_x", nullable=True),
        _number("point_y", nullable=True),
        _number("pointed_by_id", nullable=True),
        *_to("rooms", "enrolment_id", "enrolments"),
        *_to("rooms", "presentation_id", "presentations"),
        *_to("rooms", "recording_id", "recordings"),
        *_to("rooms", "clip_id", "clips"),
        *(
            one
            for column in ("opened_by_id", "leader_id", "waiting_for_id", "pointed_by_id")
            for one in _to("rooms", column, "people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rooms")),
    ]


def _of_people() -> list[sa.schema.SchemaItem]:
    role = sa.Enum(*ROLES, name="role", native_enum=False, create_constraint=True, length=40)
    return [
        _number("id"),
        _number("room_id"),
        _number("person_id"),
        sa.Column("role", role, nullable=False),
        _instant("came_at"),
        _instant("seen_at"),
        _instant("left_at", nullable=True),
        sa.Column("is_slow", sa.Boolean(), nullable=False),
        *_to("room_people", "room_id", "rooms"),
        *_to("room_people", "person_id", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room_people")),
        sa.UniqueConstraint("room_id", "person_id", name=op.f("uq_room_people_room_id_person_id")),
    ]


def _of_seen() -> list[sa.schema.SchemaItem]:
    return [
        _number("id"),
        _number("room_id"),
        _number("recording_id"),
        _number("first_frame"),
        _number("last_frame"),
        _number("milliseconds"),
        _instant("began_at"),
        *_to("room_seen", "room_id", "rooms"),
        *_to("room_seen", "recording_id", "recordings"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room_seen")),
    ]


def _of_moments() -> list[sa.schema.SchemaItem]:
    return [
        _number("id"),
        _number("room_id"),
        _number("moment_id"),
        *_to("room_moments", "room_id", "rooms"),
        *_to("room_moments", "moment_id", "moments"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room_moments")),
    ]


def _number(name: str, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _instant(name: str, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _to(table: str, column: str, target: str) -> list[sa.schema.SchemaItem]:
    name = op.f(f"fk_{table}_{column}_{target}")
    return [sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name)]


def _checks(table: str, checks: dict[str, str]) -> list[sa.schema.SchemaItem]:
    return [
        sa.CheckConstraint(said, name=op.f(f"ck_{table}_{name}")) for name, said in checks.items()
    ]
