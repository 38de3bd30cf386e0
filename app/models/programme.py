"""Editions in use, and a trainee's place on one: enrolment, supervisor, course, stages."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import (
    CheckConstraint,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import At, Key, MaybeAt, Model, choice, to
from app.models.people import Person
from app.models.services import Service


class EditionInUse(Model):
    """A programme edition, kept by value with its digest. A change is a new edition."""

    __tablename__ = "editions"

    id: Mapped[Key]
    slug: Mapped[str] = mapped_column(String(60))
    title: Mapped[str] = mapped_column(String(160))
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    source: Mapped[str] = mapped_column(Text)
    taken_up_at: Mapped[At]
    taken_up_by_id: Mapped[int | None] = to("people.id")


class EnrolmentState(StrEnum):
    ACTIVE = "active"
    WITHDRAWN = "withdrawn"
    ACCREDITED = "accredited"


class Enrolment(Model):
    """One trainee on one edition. `paused_on` is the day an active training was paused."""

    __tablename__ = "enrolments"

    id: Mapped[Key]
    trainee_id: Mapped[int] = to("people.id")
    edition_id: Mapped[int] = to("editions.id")
    service_id: Mapped[int] = to("services.id")
    started_on: Mapped[date]
    state: Mapped[EnrolmentState] = mapped_column(
        choice(EnrolmentState), default=EnrolmentState.ACTIVE
    )
    paused_on: Mapped[date | None]
    enrolled_by_id: Mapped[int] = to("people.id")
    enrolled_at: Mapped[At]

    trainee: Mapped[Person] = relationship(foreign_keys=[trainee_id])
    edition: Mapped[EditionInUse] = relationship()
    service: Mapped[Service] = relationship()
    stages: Mapped[list[StageOpening]] = relationship(order_by="StageOpening.id")

    __table_args__ = (
        UniqueConstraint("id", "trainee_id", name="uq_enrolments_id_and_trainee"),
        Index(
            "uq_enrolments_active",
            "trainee_id",
            unique=True,
            sqlite_where=text("state = 'active'"),
            postgresql_where=text("state = 'active'"),
        ),
    )


class Allocation(Model):
    """Whose supervisor someone is, and was."""

    __tablename__ = "allocations"

    id: Mapped[Key]
    enrolment_id: Mapped[int] = mapped_column(index=True)
    trainee_id: Mapped[int]
    supervisor_id: Mapped[int] = to("people.id")
    since: Mapped[At]
    until: Mapped[MaybeAt]
    allocated_by_id: Mapped[int] = to("people.id")

    enrolment: Mapped[Enrolment] = relationship(viewonly=True)
    supervisor: Mapped[Person] = relationship(foreign_keys=[supervisor_id])

    __table_args__ = (
        ForeignKeyConstraint(
            ["enrolment_id", "trainee_id"],
            ["enrolments.id", "enrolments.trainee_id"],
            name="fk_allocations_enrolment",
        ),
        CheckConstraint("supervisor_id <> trainee_id", name="nobody_supervises_themselves"),
        Index(
            "uq_allocations_now",
            "enrolment_id",
            unique=True,
            sqlite_where=text("until IS NULL"),
            postgresql_where=text("until IS NULL"),
        ),
    )


class Course(Model):
    """An intro course."""

    __tablename__ = "courses"

    id: Mapped[Key]
    title: Mapped[str] = mapped_column(String(160))
    place: Mapped[str] = mapped_column(String(160))
    created_by_id: Mapped[int] = to("people.id")
    created_at: Mapped[At]

    days: Mapped[list[CourseDay]] = relationship(order_by="CourseDay.held_on, CourseDay.id")


class CourseDay(Model):
    """A day or half-day of an intro course."""

    __tablename__ = "course_days"

    id: Mapped[Key]
    course_id: Mapped[int] = to("courses.id")
    held_on: Mapped[date]
    half_days: Mapped[int]

    course: Mapped[Course] = relationship(back_populates="days")

    __table_args__ = (CheckConstraint("half_days IN (1, 2)", name="a_half_day_or_a_day"),)


class Attendance(Model):
    """A trainee was there on a day of the intro course."""

    __tablename__ = "attendances"

    id: Mapped[Key]
    course_day_id: Mapped[int] = to("course_days.id")
    enrolment_id: Mapped[int] = to("enrolments.id")
    recorded_by_id: Mapped[int] = to("people.id")
    recorded_at: Mapped[At]

    day: Mapped[CourseDay] = relationship()

    __table_args__ = (UniqueConstraint("course_day_id", "enrolment_id"),)


class StageOpening(Model):
    """A stage was opened for a trainee. `stage` is the edition's key of the stage."""

    __tablename__ = "stage_openings"

    id: Mapped[Key]
    enrolment_id: Mapped[int] = to("enrolments.id")
    stage: Mapped[str] = mapped_column(String(40))
    opened_on: Mapped[date]

    __table_args__ = (UniqueConstraint("enrolment_id", "stage"),)


class TrainingEventKind(StrEnum):
    INTRODUCTION = "introduction"
    TRAINING_HALF_DAY = "training_half_day"
    GROUP_SHARING = "group_sharing"
    MIDPOINT = "midpoint"
    SUPERVISION_GIVEN = "supervision_given"
    SESSION_OBSERVED = "session_observed"
    MEETING_SHADOWED = "meeting_shadowed"
    SUPERVISION_OF_SUPERVISION = "supervision_of_supervision"


class TrainingEvent(Model):
    """Something that happened within a stage besides cycles, supervision and stage meetings.

    What a trainee logs names a supervisor who was there in `asked_id`, and counts once it is
    confirmed; what a supervisor records is confirmed with that.
    """

    __tablename__ = "training_events"

    id: Mapped[Key]
    enrolment_id: Mapped[int] = to("enrolments.id")
    stage: Mapped[str] = mapped_column(String(40))
    kind: Mapped[TrainingEventKind] = mapped_column(choice(TrainingEventKind))
    held_on: Mapped[date]
    minutes: Mapped[int]
    about: Mapped[str] = mapped_column(Text, default="")
    recorded_by_id: Mapped[int] = to("people.id")
    recorded_at: Mapped[At]
    asked_id: Mapped[int | None] = to("people.id")
    confirmed_by_id: Mapped[int | None] = to("people.id")
    confirmed_at: Mapped[MaybeAt]

    enrolment: Mapped[Enrolment] = relationship()
    recorded_by: Mapped[Person] = relationship(foreign_keys=[recorded_by_id])
    asked: Mapped[Person | None] = relationship(foreign_keys=[asked_id])
    confirmed_by: Mapped[Person | None] = relationship(foreign_keys=[confirmed_by_id])

    __table_args__ = (
        CheckConstraint("minutes > 0", name="it_took_some_time"),
        CheckConstraint(
            "(confirmed_at IS NULL) = (confirmed_by_id IS NULL)", name="confirmed_by_somebody"
        ),
        CheckConstraint(
            "confirmed_at IS NOT NULL OR asked_id IS NOT NULL", name="somebody_is_asked"
        ),
    )
