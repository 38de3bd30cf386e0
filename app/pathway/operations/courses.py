"""Intro courses: what is offered, booking a place, the waiting list, who was there."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from datetime import time, timedelta

from app import audit, clock, mail
from app.extensions import db
from app.mail.calendars import Appointment, invitation
from app.models.courses import (
    Booking,
    BookingAttendance,
    BookingState,
    CourseOffer,
    CourseTrainer,
)
from app.models.people import Person
from app.models.programme import Course, CourseDay
from app.pathway.queries import courses as queries
from app.policies import Actor
from app.programmes.operations import record_attendance
from app.programmes.queries import opened_stages
from app.web.errors import Refusal

A_DAY, AN_HOUR = timedelta(days=1), timedelta(hours=1)
PER_ADDRESS, PER_LETTERBOX = 10, 5
LATER = "Many places were asked for from here lately. Nothing was booked. Try again in an hour."
WHOLE, HALF = 390, 210
"""Minutes that a whole day and a half-day take in a calendar."""


def offer_course(
    actor: Actor, course: Course, places: int, starts: time, about: str, published: bool
) -> CourseOffer:
    """What the catalogue says of a course. More places go to those who wait, told by letter.

    Refused for fewer places than are taken, and for publishing a course without a day to come.
    """
    offer = queries.offer_of(course)
    taken = 0 if offer is None else offer.places - _free(course, offer)
    if places < taken:
        raise Refusal(f"{taken} places are taken already, so there cannot be fewer.")
    if published and (not course.days or queries.has_begun(course)):
        raise Refusal("This course has begun, so it cannot be offered any more.")
    if offer is None:
        offer = CourseOffer(course_id=course.id)
        db.session.add(offer)
    offer.places, offer.about, offer.starts = places, about, f"{starts:%H:%M}"
    offer.published_at = (offer.published_at or clock.now()) if published else None
    db.session.flush()
    audit.record(actor, "course.offered", course, places=places, published=published)
    _fill_places(course)
    return offer


def _free(course: Course, offer: CourseOffer) -> int:
    found = queries.offered(course.id)
    return offer.places if found is None else found.free


def choose_trainers(actor: Actor, course: Course, people: Sequence[Person]) -> None:
    """Who runs the course, besides the registrar."""
    for one in db.session.query(CourseTrainer).filter_by(course_id=course.id).all():
        db.session.delete(one)
    db.session.flush()
    db.session.add_all(CourseTrainer(course_id=course.id, person_id=each.id) for each in people)
    audit.record(actor, "course.trainers_chosen", course, trainers=[each.id for each in people])


def ask_for_a_place(course: Course, name: str, email: str, asked_from: str) -> None:
    """A letter goes to `email` with a link to confirm; nothing is booked before that.

    An address that has a booking already gets its link in a letter again, and the page says
    nothing of it. Refused for a course that has begun, and where too much is asked.
    """
    if queries.has_begun(course) or queries.offered(course.id) is None:
        raise Refusal("This course cannot be booked any more.")
    address = email.strip().lower()
    if queries.asked_lately(AN_HOUR, Booking.asked_from == asked_from) >= PER_ADDRESS:
        raise Refusal(LATER)
    if queries.asked_lately(A_DAY, Booking.email == address) >= PER_LETTERBOX:
        raise Refusal(LATER)
    token = secrets.token_urlsafe(24)
    before = queries.booking_of(course.id, address)
    if before is not None and before.asked_at > clock.now() - timedelta(minutes=10):
        return
    booking = before or Booking(course_id=course.id, name=name, email=address)
    booking.asked_from, booking.asked_at = asked_from, clock.now()
    booking.token_hash = queries.token_hash(token)
    db.session.add(booking)
    db.session.flush()
    audit.record(None, "booking.asked", booking, course=course.id)
    mail.write(
        address,
        "course_confirm",
        once=f"booking {booking.id} {booking.token_hash[:16]}",
        name=booking.name,
        course=course.title,
        link=mail.link("pathway.booking", token=token),
    )


def confirm_booking(booking: Booking, token: str) -> None:
    """The place is theirs if one is free, and else they are on the waiting list."""
    if booking.state is not BookingState.ASKED:
        return
    if queries.has_begun(booking.course):
        raise Refusal("This course has begun, so it cannot be booked any more.")
    free = queries.has_a_free_place(booking.course_id)
    booking.state = BookingState.BOOKED if free else BookingState.WAITING
    booking.since, booking.asked_from = clock.now(), ""
    audit.record(None, "booking.confirmed", booking, state=booking.state.value)
    if free:
        _tell_of_the_place(booking, mail.link("pathway.booking", token=token), freed=False)


def cancel_booking(actor: Actor | None, booking: Booking) -> None:
    """The place is free again, and goes to whoever waits longest; a letter tells them.

    Refused once the course has begun.
    """
    if booking.state is BookingState.CANCELLED:
        return
    if queries.has_begun(booking.course):
        raise Refusal("The course has begun, so the booking stays as it is.")
    booking.state = BookingState.CANCELLED
    db.session.flush()
    audit.record(actor, "booking.cancelled", booking, course=booking.course_id)
    _fill_places(booking.course)


def _fill_places(course: Course) -> None:
    while queries.has_a_free_place(course.id):
        following = queries.next_waiting(course.id)
        if following is None:
            return
        token = secrets.token_urlsafe(24)
        following.state, following.token_hash = BookingState.BOOKED, queries.token_hash(token)
        db.session.flush()
        audit.record(None, "booking.promoted", following, course=course.id)
        _tell_of_the_place(following, mail.link("pathway.booking", token=token), freed=True)


def _tell_of_the_place(booking: Booking, link: str, freed: bool) -> None:
    mail.write(
        booking.email,
        "course_place",
        once=f"booking {booking.id} place {booking.token_hash[:16]}",
        calendar=calendar_of(booking.course),
        name=booking.name,
        course=booking.course.title,
        place=booking.course.place,
        link=link,
        freed=freed,
    )


def calendar_of(course: Course) -> str:
    """The calendar file of a course: one appointment for each day."""
    offer = queries.offer_of(course)
    starts = time.fromisoformat(offer.starts) if offer else time(9, 30)
    days = [
        Appointment(
            uid=f"course-{course.id}-{each.id}@attune",
            title=course.title,
            starts_at=clock.at_home(each.held_on, starts),
            minutes=WHOLE if each.half_days == 2 else HALF,
            place=course.place,
        )
        for each in course.days
    ]
    return invitation(*days, stamped=clock.now())


def keep_bookings_register(actor: Actor, marks: Iterable[tuple[Booking, CourseDay, bool]]) -> int:
    """Who was there on which day; how many of the marks say so.

    A trainee with the same address has it in their training at once. Refused for a day to come.
    """
    there = 0
    for booking, day, was_there in marks:
        if day.held_on > clock.today():
            raise Refusal("That day of the course is still to come.")
        there += was_there
        _mark(actor, booking, day, was_there)
    return there


def _mark(actor: Actor, booking: Booking, day: CourseDay, was_there: bool) -> None:
    found = next((each for each in booking.attended if each.course_day_id == day.id), None)
    if found is not None and not was_there:
        booking.attended.remove(found)
        db.session.delete(found)
        audit.record(actor, "booking.attendance_taken_back", booking, day=day.id)
    if found is None and was_there:
        booking.attended.append(
            BookingAttendance(course_day_id=day.id, recorded_by_id=actor.person_id)
        )
        audit.record(actor, "booking.attended", booking, day=day.id)
        training = queries.training_with(booking.email)
        if training is not None and not opened_stages(training):
            record_attendance(actor, training, day)


def erase_booking(booking_id: int) -> None:
    """Name and address go; what is counted stays. Safe to repeat."""
    booking = db.session.get_one(Booking, booking_id)
    if booking.erased_at is not None:
        return
    booking.name = booking.email = booking.asked_from = ""
    booking.token_hash = queries.token_hash(secrets.token_urlsafe(24))
    booking.erased_at = clock.now()
    if booking.state is BookingState.ASKED:
        booking.state = BookingState.CANCELLED
    audit.record(None, "booking.erased", booking)
