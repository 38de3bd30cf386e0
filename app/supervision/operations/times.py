"""Offering times, moving and withdrawing them; booking one and giving it back."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

from app import audit, clock, events
from app.extensions import db
from app.models.programme import Enrolment
from app.models.times import SupervisionBooking, SupervisionTime
from app.policies import Actor
from app.programmes.operations import refuse_while_paused
from app.supervision import booked
from app.web.errors import Refusal

MOST_PLACES, MOST_WEEKS = 12, 26


def offer_times(
    actor: Actor,
    starts_at: datetime,
    minutes: int,
    place: str,
    places: int = 1,
    weeks: int = 1,
    zone: ZoneInfo = clock.AT_HOME,
) -> list[SupervisionTime]:
    """A time to book, or the same hour for some weeks in a row, by the clock on the wall in `zone`.

    All of them are offered or none: Refusal where one is over, or where the actor offers another
    time or has a meeting then.
    """
    if not (1 <= places <= MOST_PLACES and 1 <= weeks <= MOST_WEEKS):
        raise Refusal("Choose fewer places or weeks. Nothing was offered.")
    made = []
    here = starts_at.astimezone(zone)
    for week in range(weeks):
        at = clock.at_home(here.date() + timedelta(weeks=week), here.time(), zone)
        _refuse_what_cannot_be(actor.person_id, at, minutes, None)
        time = SupervisionTime(
            supervisor_id=actor.person_id,
            starts_at=at,
            minutes=minutes,
            place=place,
            places=places,
            offered_at=clock.now(),
        )
        db.session.add(time)
        db.session.flush()
        audit.record(actor, "supervision_time.offered", time, starts_at=at.isoformat())
        made.append(time)
    return made


def move_time(
    actor: Actor, time: SupervisionTime, starts_at: datetime, minutes: int, place: str
) -> SupervisionTime:
    """Another time or place; whoever booked gets a letter that moves it in their calendar."""
    if (time.starts_at, time.minutes, time.place) == (starts_at, minutes, place):
        raise Refusal("That is when and where it is already. Nothing changed.")
    _refuse_what_cannot_be(actor.person_id, starts_at, minutes, time.id)
    time.starts_at, time.minutes, time.place = starts_at, minutes, place
    time.number += 1
    db.session.flush()
    audit.record(actor, "supervision_time.moved", time, starts_at=starts_at.isoformat())
    events.tell("supervision_time.moved", time, number=time.number)
    return time


def withdraw_time(actor: Actor, time: SupervisionTime, reason: str) -> None:
    """Nobody can book it any more; whoever had is told why, and it leaves their calendar."""
    for booking in list(time.bookings):
        cancel_booking(actor, booking, reason)
    time.withdrawn_at = clock.now()
    audit.record(actor, "supervision_time.withdrawn", time)


def book_time(actor: Actor, enrolment: Enrolment, time: SupervisionTime) -> SupervisionBooking:
    """A place for the trainee; both get a letter with a calendar file.

    Refusal where no place is left, it is over or withdrawn, or one of the two has a meeting then.
    """
    refuse_while_paused(enrolment, "no time is booked")
    if time.withdrawn_at is not None or time.starts_at <= clock.now():
        raise Refusal("That time is no longer offered. Choose another one. Nothing was booked.")
    if any(one.enrolment_id == enrolment.id for one in time.bookings):
        raise Refusal("You have booked this time already. Nothing changed.")
    if len(time.bookings) >= time.places:
        raise Refusal("Somebody was faster: no place is left. Choose another one.")
    both = (time.supervisor_id, enrolment.trainee_id)
    at = (time.starts_at, time.minutes)
    if (
        booked.has_a_meeting(both, *at)
        or booked.has_booked((enrolment.trainee_id,), *at)
        or booked.meets_a_panel(both, *at)
    ):
        raise Refusal("One of you is in a meeting at that time. Choose another one.")
    booking = SupervisionBooking(time_id=time.id, enrolment_id=enrolment.id, uid=str(uuid4()))
    booking.booked_at = clock.now()
    db.session.add(booking)
    db.session.flush()
    db.session.expire(time, ["bookings"])
    audit.record(actor, "supervision.booked", booking, time=time.id)
    events.tell("supervision.booked", booking)
    return booking


def cancel_booking(actor: Actor, booking: SupervisionBooking, reason: str) -> SupervisionBooking:
    """The place is free again; both are told by whom and why, and it leaves their calendars."""
    if booking.cancelled_at is not None:
        raise Refusal("This was cancelled before. Nothing changed.")
    booking.cancelled_at, booking.cancelled_by_id = clock.now(), actor.person_id
    booking.reason = reason
    db.session.flush()
    db.session.expire(booking.time, ["bookings"])
    time = booking.time
    audit.record(actor, "supervision.booking_cancelled", booking, time=time.id)
    events.tell(
        "supervision.booking_cancelled",
        booking,
        number=time.number + 1,
        starts_at=time.starts_at.isoformat(),
        minutes=time.minutes,
        place=time.place,
    )
    return booking


def _refuse_what_cannot_be(
    supervisor_id: int, starts_at: datetime, minutes: int, besides: int | None
) -> None:
    if starts_at <= clock.now():
        raise Refusal("That time is over. Choose one that is still to come. Nothing changed.")
    if booked.has_another_time(supervisor_id, starts_at, minutes, besides):
        raise Refusal("You offer another time then. Choose another one. Nothing changed.")
    if booked.has_a_meeting((supervisor_id,), starts_at, minutes):
        raise Refusal("You have a meeting then. Choose another one. Nothing changed.")
