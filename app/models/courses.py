"""Places on intro courses: who trains, who booked, who was there, what they thought of it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import At, Instant, Key, MaybeAt, Model, choice, to
from app.models.people import Person
from app.models.programme import Course, CourseDay


class CourseOffer(Model):
    """What the public catalogue says of a course, and how many places it has."""

    __tablename__ = "course_offers"

    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id"), primary_key=True)
    places: Mapped[int]
    about: Mapped[str] = mapped_column(Text, default="")
    starts: Mapped[str] = mapped_column(String(5), default="09:30")
    published_at: Mapped[MaybeAt]

    course: Mapped[Course] = relationship()

    __table_args__ = (CheckConstraint("places > 0", name="there_is_a_place"),)


class CourseTrainer(Model):
    """A supervisor who runs a course."""

    __tablename__ = "course_trainers"

    id: Mapped[Key]
    course_id: Mapped[int] = to("courses.id")
    person_id: Mapped[int] = to("people.id")

    person: Mapped[Person] = relationship()

    __table_args__ = (UniqueConstraint("course_id", "person_id"),)


class BookingState(StrEnum):
    ASKED = "asked"
    BOOKED = "booked"
    WAITING = "waiting"
    CANCELLED = "cancelled"


class Booking(Model):
    """A place somebody asked for, by name and e-mail alone; both are erased after the course.

    It counts once they confirm it from their letter. `since` orders the waiting list, `asked_from`
    is the address they asked from until then.
    """

    __tablename__ = "bookings"

    id: Mapped[Key]
    course_id: Mapped[int] = to("courses.id")
    name: Mapped[str] = mapped_column(String(120))
    email: Mapped[str] = mapped_column(String(254), index=True)
    state: Mapped[BookingState] = mapped_column(choice(BookingState), default=BookingState.ASKED)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    asked_from: Mapped[str] = mapped_column(String(45), default="")
    asked_at: Mapped[At]
    since: Mapped[datetime | None] = mapped_column(Instant)
    evaluated_at: Mapped[MaybeAt]
    erased_at: Mapped[MaybeAt]

    course: Mapped[Course] = relationship()
    attended: Mapped[list[BookingAttendance]] = relationship(order_by="BookingAttendance.id")

    __table_args__ = (
        CheckConstraint(
            "erased_at IS NULL OR (name = '' AND email = '')", name="erased_names_nobody"
        ),
        Index(
            "uq_bookings_of_an_address",
            "course_id",
            "email",
            unique=True,
            sqlite_where=text("state <> 'cancelled' AND email <> ''"),
            postgresql_where=text("state <> 'cancelled' AND email <> ''"),
        ),
    )


class BookingAttendance(Model):
    """Whoever booked was there on a day or half-day of the course."""

    __tablename__ = "booking_attendances"

    id: Mapped[Key]
    booking_id: Mapped[int] = to("bookings.id")
    course_day_id: Mapped[int] = to("course_days.id")
    recorded_by_id: Mapped[int] = to("people.id")
    recorded_at: Mapped[At]

    day: Mapped[CourseDay] = relationship()

    __table_args__ = (UniqueConstraint("booking_id", "course_day_id"),)


class EvaluationGiven(Model):
    """A trainee evaluated a course they were at. What they said stands elsewhere, without a name.

    Their booking is erased; that they did what their edition may ask for stays.
    """

    __tablename__ = "evaluations_given"

    id: Mapped[Key]
    enrolment_id: Mapped[int] = to("enrolments.id")
    course_id: Mapped[int] = to("courses.id")
    given_at: Mapped[At]

    __table_args__ = (UniqueConstraint("enrolment_id", "course_id"),)


class CourseEvaluation(Model):
    """What somebody who was there thought of a course. It does not say who."""

    __tablename__ = "course_evaluations"

    id: Mapped[Key]
    course_id: Mapped[int] = to("courses.id")
    helpful: Mapped[int]
    ready: Mapped[int]
    best: Mapped[str] = mapped_column(Text, default="")
    change: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (
        CheckConstraint("helpful BETWEEN 1 AND 5 AND ready BETWEEN 1 AND 5", name="one_to_five"),
    )
