"""Who hears that supervision was asked for, signed, or lost a film that was brought to it."""

from __future__ import annotations

from datetime import datetime

from accreditation.consent import Purpose
from accreditation.wording import counted, day
from app import clock, events, mail, notices
from app.casework.queries import WITHDRAWN, withdrawal_of
from app.extensions import db
from app.mail.calendars import Appointment, invitation
from app.models.people import Person, Role
from app.models.programme import Enrolment
from app.models.supervision import SupervisionRequest, SupervisionSession
from app.models.times import SupervisionBooking, SupervisionTime
from app.programmes.queries import supervisor_of
from app.supervision import queries
from app.supervision.calendars import calendar_of
from app.web.words import appointment

NEEDED = {Purpose.FILMING, Purpose.SUPERVISION}


@events.on("supervision.asked")
def tell_the_supervisor(event: events.Event) -> None:
    request = db.session.get_one(SupervisionRequest, event.subject_id)
    enrolment = request.cycle.enrolment
    supervisor = supervisor_of(enrolment)
    if supervisor is None or request.answered_at is not None:
        return
    notices.about(
        event,
        supervisor.id,
        Role.SUPERVISOR,
        f"{enrolment.trainee.name} asks you for supervision of a cycle.",
        "supervision.prepare",
        enrolment_id=enrolment.id,
    )


@events.on("supervision.handed_over")
def tell_the_next_supervisor(event: events.Event) -> None:
    """Once a day, however often the trainee chooses more."""
    enrolment, to = db.session.get_one(Enrolment, event.subject_id), event.detail["to"]
    supervisor = supervisor_of(enrolment)
    if supervisor is None or supervisor.id != to:
        return
    notices.about(
        event,
        to,
        Role.SUPERVISOR,
        f"{enrolment.trainee.name} handed earlier supervision over to you.",
        "pathway.trainee",
        enrolment_id=enrolment.id,
        once=f"{event.kind} {enrolment.id} {to} {event.at.date()}",
    )


@events.on("session.signed")
def tell_the_trainee(event: events.Event) -> None:
    session = db.session.get_one(SupervisionSession, event.subject_id)
    number = event.detail["confirmed"]
    confirmed = f" and confirmed {counted(number, 'cycle')}" if number else ""
    notices.about(
        event,
        session.enrolment.trainee_id,
        Role.TRAINEE,
        f"{session.supervisor.name} signed your session of {day(session.held_on)}{confirmed}.",
        "supervision.session",
        session_id=session.id,
    )


@events.on("session.countersigned")
def tell_the_supervisor_of_the_signature(event: events.Event) -> None:
    session = db.session.get_one(SupervisionSession, event.subject_id)
    notices.about(
        event,
        session.supervisor_id,
        Role.SUPERVISOR,
        f"{session.enrolment.trainee.name} signed the session of {day(session.held_on)} too.",
        "supervision.session",
        session_id=session.id,
    )


@events.on("session.corrected")
def tell_the_trainee_of_the_correction(event: events.Event) -> None:
    session = db.session.get_one(SupervisionSession, event.subject_id)
    notices.about(
        event,
        session.enrolment.trainee_id,
        Role.TRAINEE,
        f"{session.supervisor.name} corrected your session of {day(session.held_on)}. "
        "What was signed before stands beside it.",
        "supervision.session",
        session_id=session.id,
    )


@events.on("supervision.booked")
def send_the_time(event: events.Event) -> None:
    """A letter with a calendar file to both, unless it was cancelled meanwhile."""
    booking = db.session.get_one(SupervisionBooking, event.subject_id)
    if booking.cancelled_at is None:
        _send_the_time(event, booking)
        trainee, time = booking.enrolment.trainee.name, booking.time
        when = appointment(time.starts_at, time.supervisor)
        words = f"{trainee} booked supervision: {when}."
        notices.about(event, time.supervisor_id, Role.SUPERVISOR, words, "supervision.times")


@events.on("supervision_time.moved")
def send_the_new_time(event: events.Event) -> None:
    """Of several changes only the last is worth a letter."""
    time = db.session.get_one(SupervisionTime, event.subject_id)
    if time.number != event.detail["number"] or time.withdrawn_at is not None:
        return
    for booking in time.bookings:
        _send_the_time(event, booking)
        trainee = booking.enrolment.trainee
        words = f"Your supervision has another time: {appointment(time.starts_at, trainee)}."
        notices.about(event, trainee.id, Role.TRAINEE, words, "supervision.log")


def _send_the_time(event: events.Event, booking: SupervisionBooking) -> None:
    time, trainee = booking.time, booking.enrolment.trainee
    for person, other in ((trainee, time.supervisor), (time.supervisor, trainee)):
        mail.write(
            person,
            "meeting_time",
            once=f"{event.kind} {event.id} {booking.id} {person.id}",
            calendar=calendar_of(booking, to=person),
            name=person.name,
            meeting="supervision",
            other=other.name,
            when=appointment(time.starts_at, person),
            minutes=time.minutes,
            place=time.place,
            moved=time.number > 0,
            page=mail.link(_page(booking, person)),
        )


@events.on("supervision.booking_cancelled")
def take_it_out_of_calendars(event: events.Event) -> None:
    """A letter to both that says who cancelled and why, with the file that takes it out again."""
    booking = db.session.get_one(SupervisionBooking, event.subject_id)
    assert booking.cancelled_by_id is not None
    told, starts_at = event.detail, datetime.fromisoformat(event.detail["starts_at"])
    gone = Appointment(
        booking.uid,
        "Cancelled: supervision",
        starts_at,
        told["minutes"],
        told["place"],
        told["number"],
        cancelled=True,
    )
    by = db.session.get_one(Person, booking.cancelled_by_id)
    for person in (booking.enrolment.trainee, booking.time.supervisor):
        when = appointment(starts_at, person)
        mail.write(
            person,
            "meeting_cancelled",
            once=f"{event.kind} {event.id} {person.id}",
            calendar=invitation(gone, stamped=clock.now(), to=person),
            name=person.name,
            meeting="supervision",
            when=when,
            by="you" if person.id == by.id else by.name,
            reason=booking.reason,
        )
        if person.id != by.id:
            role = Role.TRAINEE if person.id == booking.enrolment.trainee_id else Role.SUPERVISOR
            words = f"{by.name} cancelled supervision on {when}: {booking.reason}"
            notices.about(event, person.id, role, words, _page(booking, person))


def _page(booking: SupervisionBooking, reader: Person) -> str:
    """Where the reader finds the booking."""
    is_supervisor = reader.id == booking.time.supervisor_id
    return "supervision.times" if is_supervisor else "supervision.log"


@events.on(*WITHDRAWN)
def tell_the_supervisor_of_a_withdrawal(event: events.Event) -> None:
    """If a film they were brought rested on it; without who, which film, or why."""
    withdrawn = withdrawal_of(event)
    person = withdrawn.person
    supervisor = supervisor_of(person.client.enrolment)
    brought = queries.was_brought_with(person, withdrawn.recording_id)
    rested = withdrawn.purpose in NEEDED and brought
    if supervisor is None or not rested:
        return
    notices.about(
        event,
        supervisor.id,
        Role.SUPERVISOR,
        f"In the training of {person.client.enrolment.trainee.name} somebody took their agreement "
        "back. What rested on it is no longer shown; there is nothing to do.",
        "pathway.trainee",
        enrolment_id=person.client.enrolment_id,
        once=f"{event.kind} {person.id} {event.at.date()}",
    )
