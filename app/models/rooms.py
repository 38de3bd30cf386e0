"""Rooms in which several people watch one film in step, each in their own browser."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import At, Instant, Key, MaybeAt, Model, choice, to
from app.models.footage import Clip, Recording
from app.models.moments import Moment
from app.models.people import Person, Role
from app.models.presentations import Presentation
from app.models.programme import Enrolment

SLOWEST, USUAL, FASTEST = 25, 100, 200


class Room(Model):
    """A room of a training's supervision, or of what a trainee presents for a meeting.

    What plays stands here: `frame` of a recording, or of a clip as a film of its own, and since
    when it has been playing from there. `version` counts the changes; who changes it says which
    they saw. `waiting_for_id`: it stands still until that person's line has caught up.
    """

    __tablename__ = "rooms"

    id: Mapped[Key]
    enrolment_id: Mapped[int] = to("enrolments.id")
    presentation_id: Mapped[int | None] = to("presentations.id")
    opened_by_id: Mapped[int] = to("people.id")
    opened_at: Mapped[At]
    ended_at: Mapped[MaybeAt]

    version: Mapped[int] = mapped_column(default=0)
    changed_at: Mapped[At]
    recording_id: Mapped[int | None] = to("recordings.id")
    clip_id: Mapped[int | None] = to("clips.id")
    frame: Mapped[int] = mapped_column(default=0)
    playing_since: Mapped[MaybeAt]
    speed: Mapped[int] = mapped_column(default=USUAL)
    loop_in: Mapped[int | None]
    loop_out: Mapped[int | None]
    loops: Mapped[bool] = mapped_column(default=False)
    leader_id: Mapped[int] = to("people.id")
    waits: Mapped[bool] = mapped_column(default=True)
    waiting_for_id: Mapped[int | None] = to("people.id")
    point_x: Mapped[int | None]
    point_y: Mapped[int | None]
    pointed_by_id: Mapped[int | None] = to("people.id")

    enrolment: Mapped[Enrolment] = relationship()
    presentation: Mapped[Presentation | None] = relationship()
    recording: Mapped[Recording | None] = relationship()
    clip: Mapped[Clip | None] = relationship()

    __table_args__ = (
        CheckConstraint("clip_id IS NULL OR recording_id IS NOT NULL", name="a_clip_has_its_film"),
        CheckConstraint(
            "playing_since IS NULL OR recording_id IS NOT NULL", name="a_film_plays_or_nothing"
        ),
        CheckConstraint("frame >= 0", name="it_stands_in_the_film"),
        CheckConstraint(f"speed BETWEEN {SLOWEST} AND {FASTEST}", name="speed_within_reason"),
        CheckConstraint(
            "loop_in IS NULL OR loop_out IS NULL OR loop_out > loop_in", name="out_follows_in"
        ),
        CheckConstraint(
            "NOT loops OR (loop_in IS NOT NULL AND loop_out IS NOT NULL)",
            name="a_loop_has_both_ends",
        ),
        CheckConstraint(
            "waiting_for_id IS NULL OR playing_since IS NULL", name="who_waits_stands_still"
        ),
        CheckConstraint(
            "(point_x IS NULL) = (point_y IS NULL) AND (point_x IS NULL) = (pointed_by_id IS NULL)",
            name="a_point_is_whole",
        ),
        CheckConstraint(
            "point_x IS NULL OR (point_x BETWEEN 0 AND 1000 AND point_y BETWEEN 0 AND 1000)",
            name="it_points_into_the_picture",
        ),
        Index(
            "uq_rooms_open_for_supervision",
            "enrolment_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL AND presentation_id IS NULL"),
            postgresql_where=text("ended_at IS NULL AND presentation_id IS NULL"),
        ),
        Index(
            "uq_rooms_open_for_a_presentation",
            "presentation_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL AND presentation_id IS NOT NULL"),
            postgresql_where=text("ended_at IS NULL AND presentation_id IS NOT NULL"),
        ),
    )


class RoomPerson(Model):
    """Somebody who came into a room, in a role, and when their browser was heard of last."""

    __tablename__ = "room_people"

    id: Mapped[Key]
    room_id: Mapped[int] = to("rooms.id")
    person_id: Mapped[int] = to("people.id")
    role: Mapped[Role] = mapped_column(choice(Role))
    came_at: Mapped[At]
    seen_at: Mapped[datetime] = mapped_column(Instant)
    left_at: Mapped[MaybeAt]
    is_slow: Mapped[bool] = mapped_column(default=False)

    person: Mapped[Person] = relationship()

    __table_args__ = (UniqueConstraint("room_id", "person_id"),)


class RoomSeen(Model):
    """What was before everybody's eyes in a room: frames that ran, or one that was looked at."""

    __tablename__ = "room_seen"

    id: Mapped[Key]
    room_id: Mapped[int] = to("rooms.id")
    recording_id: Mapped[int] = to("recordings.id")
    first_frame: Mapped[int]
    last_frame: Mapped[int]
    milliseconds: Mapped[int]
    began_at: Mapped[datetime] = mapped_column(Instant)

    recording: Mapped[Recording] = relationship()

    __table_args__ = (
        CheckConstraint("first_frame >= 0 AND last_frame >= first_frame", name="frames_in_order"),
        CheckConstraint("milliseconds > 0", name="it_took_some_time"),
    )


class RoomMoment(Model):
    """A moment that was marked before all in a room; it stays in its maker's own track."""

    __tablename__ = "room_moments"

    id: Mapped[Key]
    room_id: Mapped[int] = to("rooms.id")
    moment_id: Mapped[int] = to("moments.id", unique=True)

    moment: Mapped[Moment] = relationship()
