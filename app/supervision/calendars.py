"""The calendar file of a booked supervision."""

from __future__ import annotations

from app import clock, mail
from app.mail.calendars import Appointment, invitation
from app.models.people import Person
from app.models.times import SupervisionBooking


def calendar_of(booking: SupervisionBooking, to: Person | None = None) -> str:
    """For anybody who may read it, or in a letter `to` one of both. It names only the two."""
    time = booking.time
    trainee, supervisor = booking.enrolment.trainee, time.supervisor
    page = "supervision.times" if to is not None and to.id == supervisor.id else "supervision.log"
    one = Appointment(
        uid=booking.uid,
        title=f"Supervision: {trainee.name} and {supervisor.name}",
        starts_at=time.starts_at,
        minutes=time.minutes,
        place=time.place,
        number=time.number,
        words=mail.link(page),
    )
    return invitation(one, stamped=clock.now(), to=to)
