"""Times that a supervisor offers, and who booked one."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app import clock
from app.models.base import At, Instant, Key, MaybeAt, Model, to
from app.models.people import Person
from app.models.programme import Enrolment


class SupervisionTime(Model):
    """A time that a supervisor offers, for one trainee or, with more `places`, for a group.

    `number` counts how often it was moved. A supervisor has one time at once, and no more book it
    than there are places: triggers see to both (`app/models/time_guards.py`).
    """

    __tablename__ = "supervision_times"

    id: Mapped[Key]
    supervisor_id: Mapped[int] = to("people.id")
    starts_at: Mapped[datetime] = mapped_column(Instant, index=True)
    minutes: Mapped[int]
    place: Mapped[str] = mapped_column(String(200))
    places: Mapped[int] = mapped_column(default=1)
    number: Mapped[int] = mapped_column(default=0)
    offered_at: Mapped[At]
    withdrawn_at: Mapped[MaybeAt]

    supervisor: Mapped[Person] = relationship()
    bookings: Mapped[list[SupervisionBooking]] = relationship(
        primaryjoin="and_(SupervisionBooking.time_id == SupervisionTime.id, "
        "SupervisionBooking.cancelled_at.is_(None))",
        order_by="SupervisionBooking.id",
        viewonly=True,
    )

    @property
    def has_begun(self) -> bool:
        return self.starts_at <= clock.now()

    __table_args__ = (
        CheckConstraint("minutes > 0", name="it_takes_some_time"),
        CheckConstraint("places > 0", name="there_is_a_place"),
    )


class SupervisionBooking(Model):
    """A trainee's place at a time. A cancelled one says by whom and why, and stays."""

    __tablename__ = "supervision_bookings"

    id: Mapped[Key]
    time_id: Mapped[int] = to("supervision_times.id")
    enrolment_id: Mapped[int] = to("enrolments.id")
    uid: Mapped[str] = mapped_column(String(36), unique=True)
    booked_at: Mapped[At]
    cancelled_at: Mapped[MaybeAt]
    cancelled_by_id: Mapped[int | None] = to("people.id")
    reason: Mapped[str] = mapped_column(Text, default="")

    time: Mapped[SupervisionTime] = relationship()
    enrolment: Mapped[Enrolment] = relationship()

    __table_args__ = (
        CheckConstraint(
            "(cancelled_at IS NULL) = (cancelled_by_id IS NULL)", name="cancelled_by_somebody"
        ),
        Index(
            "uq_supervision_bookings_once",
            "time_id",
            "enrolment_id",
            unique=True,
            sqlite_where=text("cancelled_at IS NULL"),
            postgresql_where=text("cancelled_at IS NULL"),
        ),
    )
