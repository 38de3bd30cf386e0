"""Who hears of stage meetings, and of what was logged for somebody to confirm."""

from __future__ import annotations

from datetime import datetime

from app import clock, events, jobs, mail, notices
from app.extensions import db, transaction
from app.mail.calendars import Appointment, invitation
from app.models.meetings import StageMeeting
from app.models.people import Person, Role
from app.models.programme import TrainingEvent
from app.pathway.calendars import calendar_of
from app.pathway.kinds import KINDS
from app.pathway.operations.courses import erase_booking as erase_booking_of
from app.pathway.queries import courses
from app.programmes.queries import supervisor_of
from app.web.words import appointment


@events.on("stage_meeting.proposed")
def tell_who_is_asked(event: events.Event) -> None:
    meeting = db.session.get(StageMeeting, event.subject_id)
    if meeting is None or meeting.recorded_at is not None:
        return  # taken back, or held already
    trainee, name = meeting.enrolment.trainee.name, KINDS[meeting.kind].name
    words = f"{trainee} asks you to hold a {name}, and shows you recordings for it."
    _tell(event, meeting.held_by_id, Role.SUPERVISOR, words, meeting)
    supervisor = supervisor_of(meeting.enrolment)
    if supervisor is not None:
        words = f"{trainee} proposes a {name}. Say whether you recommend it."
        _tell(event, supervisor.id, Role.SUPERVISOR, words, meeting)


@events.on("stage_meeting.recommended")
def tell_the_trainee_what_was_said(event: events.Event) -> None:
    meeting = db.session.get(StageMeeting, event.subject_id)
    if meeting is None:
        return
    name, go_ahead = KINDS[meeting.kind].name, event.detail["go_ahead"]
    words = (
        f"Your supervisor recommends your {name}. Find a day with {meeting.held_by.name}."
        if go_ahead
        else f"Your supervisor says what comes before your {name}."
    )
    _tell(event, meeting.enrolment.trainee_id, Role.TRAINEE, words, meeting)
    trainee = meeting.enrolment.trainee.name
    words = (
        f"The {name} with {trainee} can be given a time."
        if go_ahead
        else f"The {name} with {trainee} waits: something comes first."
    )
    _tell(event, meeting.held_by_id, Role.SUPERVISOR, words, meeting)


@events.on("stage_meeting.scheduled")
def send_the_time(event: events.Event) -> None:
    """A letter with a calendar file to both; of several changes only the last is worth one."""
    meeting = db.session.get(StageMeeting, event.subject_id)
    time = None if meeting is None else meeting.time
    if meeting is None or time is None or time.cancelled_at is not None:
        return
    if time.number != event.detail["number"]:
        return
    for person, role in _both(meeting):
        mail.write(
            person,
            "meeting_time",
            once=f"{event.kind} {event.id} {person.id}",
            calendar=calendar_of(meeting, time, to=person),
            name=person.name,
            meeting=KINDS[meeting.kind].name,
            other=_other(meeting, person),
            when=appointment(time.starts_at, person),
            minutes=time.minutes,
            place=time.place,
            moved=time.number > 0,
            page=mail.link("pathway.meeting", meeting_id=meeting.id),
        )
        words = (
            f"Your {KINDS[meeting.kind].name} has a time: {appointment(time.starts_at, person)}."
        )
        _tell(event, person.id, role, words, meeting)


@events.on("stage_meeting.cancelled")
def take_it_out_of_calendars(event: events.Event) -> None:
    """A letter to both that names who cancelled, with the file that takes the time out again."""
    told = event.detail
    starts_at = datetime.fromisoformat(told["starts_at"])
    gone = Appointment(
        told["uid"],
        f"Cancelled: {told['meeting']}",
        starts_at,
        told["minutes"],
        told["place"],
        told["number"],
        cancelled=True,
    )
    for person_id in (told["trainee"], told["held_by"]):
        person = db.session.get_one(Person, person_id)
        mail.write(
            person,
            "meeting_cancelled",
            once=f"{event.kind} {event.id} {person_id}",
            calendar=invitation(gone, stamped=clock.now(), to=person),
            name=person.name,
            meeting=told["meeting"],
            when=appointment(starts_at, person),
            by=_who_cancelled(told.get("by"), person),
        )


def _who_cancelled(by: int | None, reader: Person) -> str:
    """Their name, or “you”; nobody's for what happened before it was kept."""
    if by is None or by == reader.id:
        return "" if by is None else "you"
    return db.session.get_one(Person, by).name


@events.on("stage_meeting.taken_back")
def tell_who_was_asked(event: events.Event) -> None:
    trainee = db.session.get_one(Person, event.detail["trainee"])
    name = event.detail["meeting"]
    words = f"{trainee.name} no longer asks you for a {name}. There is nothing to do."
    notices.about(event, event.detail["held_by"], Role.SUPERVISOR, words, "presentations.received")


@events.on("stage_meeting.recorded")
def tell_trainee_and_supervisor(event: events.Event) -> None:
    meeting = db.session.get_one(StageMeeting, event.subject_id)
    held_by, trainee = meeting.held_by.name, meeting.enrolment.trainee
    name = KINDS[meeting.kind].name
    words = f"{held_by} wrote down how your {name} went."
    _tell(event, trainee.id, Role.TRAINEE, words, meeting)
    supervisor = supervisor_of(meeting.enrolment)
    if supervisor is not None:
        words = f"{held_by} wrote down how {trainee.name}’s {name} went."
        _tell(event, supervisor.id, Role.SUPERVISOR, words, meeting)


@events.on("training_event.logged")
def tell_who_confirms_it(event: events.Event) -> None:
    row = db.session.get(TrainingEvent, event.subject_id)
    if row is None or row.confirmed_at is not None or row.asked_id is None:
        return  # taken back, or confirmed already
    words = f"{row.enrolment.trainee.name} logged what took place with you, for you to confirm."
    _tell_of(event, row.asked_id, Role.SUPERVISOR, words, row)


@events.on("training_event.confirmed")
def tell_who_logged_it(event: events.Event) -> None:
    row = db.session.get_one(TrainingEvent, event.subject_id)
    if row.confirmed_by is not None:
        words = f"{row.confirmed_by.name} confirmed what you logged. It counts."
        _tell_of(event, row.enrolment.trainee_id, Role.TRAINEE, words, row)


def _tell_of(
    event: events.Event, person_id: int, role: Role, words: str, row: TrainingEvent
) -> None:
    notices.about(event, person_id, role, words, "pathway.training_event", event_id=row.id)


@jobs.work("bookings.erase", pending=courses.to_erase)
def erase_booking(booking_id: int) -> None:
    with transaction():
        erase_booking_of(booking_id)


def _both(meeting: StageMeeting) -> tuple[tuple[Person, Role], ...]:
    return (meeting.enrolment.trainee, Role.TRAINEE), (meeting.held_by, Role.SUPERVISOR)


def _other(meeting: StageMeeting, person: Person) -> str:
    trainee = meeting.enrolment.trainee
    return trainee.name if person.id == meeting.held_by_id else meeting.held_by.name


def _tell(
    event: events.Event, person_id: int, role: Role, words: str, meeting: StageMeeting
) -> None:
    notices.about(event, person_id, role, words, "pathway.meeting", meeting_id=meeting.id)
