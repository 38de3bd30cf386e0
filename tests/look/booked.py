"""A published intro course somebody booked and was at, and a stage meeting with a time."""

from __future__ import annotations

from datetime import timedelta

from app import clock
from app.models.courses import Booking, BookingAttendance, BookingState
from app.models.meetings import MeetingTime, StageMeeting
from app.models.people import Role
from app.pathway.queries.courses import token_hash
from tests import factories as make
from tests.pathway import trained

TOKEN = "ben-was-at-every-part"


def a_booking() -> str:
    """The token in the links of somebody's letters: booked, and there on each day."""
    trainer = make.person(Role.SUPERVISOR, name="Tina Trainer")
    course = trained.course_to_book(trainer, places=4)
    booking = make.keep(
        Booking(
            course_id=course.id,
            name="Ben Booker",
            email="ben.booker@example.org",
            state=BookingState.BOOKED,
            token_hash=token_hash(TOKEN),
            since=clock.now(),
        )
    )
    for day in course.days:
        make.keep(
            BookingAttendance(
                booking_id=booking.id, course_day_id=day.id, recorded_by_id=trainer.id
            )
        )
    return TOKEN


def a_time_for(meeting: StageMeeting) -> None:
    starts = clock.now() + timedelta(days=9)
    make.keep(
        MeetingTime(
            meeting_id=meeting.id, uid="a-meeting", starts_at=starts, minutes=60, place="Town hall"
        )
    )
