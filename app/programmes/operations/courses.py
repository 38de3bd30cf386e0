"""Intro courses: their days, who was there, and the first stage that opens by itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import select

from accreditation.readiness import StageState, assess
from accreditation.record import TrainingRecord
from app import audit, clock
from app.audit import Acting
from app.extensions import db
from app.models.programme import Attendance, Course, CourseDay, Enrolment, EnrolmentState
from app.programmes import queries
from app.programmes.operations.stages import open_stage
from app.web.errors import Refusal

Day = tuple[date, int]
Mark = tuple[Enrolment, CourseDay, bool]


def add_course(actor: Acting, title: str, place: str, days: Sequence[Day]) -> Course:
    """A course with its `days`: each a date and its half-days, 1 or 2."""
    dates = [on for on, _ in days]
    if not dates:
        raise Refusal("A course needs at least one day.")
    if len(dates) != len(set(dates)):
        raise Refusal("The same date stands there twice. A whole day is one line of two half-days.")
    course = Course(
        title=title,
        place=place,
        created_by_id=actor.person_id,
        days=[CourseDay(held_on=on, half_days=half_days) for on, half_days in sorted(days)],
    )
    db.session.add(course)
    audit.record(actor, "course.added", course, days=len(dates))
    return course


def record_attendance(actor: Acting, enrolment: Enrolment, day: CourseDay) -> Attendance:
    """The trainee was there that day; recorded already, it stays as it is.

    The first stage opens with it once the edition's intro course is complete.
    Refused for a day to come, and for a training that has ended.
    """
    if enrolment.state is not EnrolmentState.ACTIVE:
        raise Refusal("This training has ended, so nothing more is recorded in it.")
    if day.held_on > clock.today():
        raise Refusal("That day of the course is still to come. Record who was there afterwards.")
    found = _attendance(enrolment, day)
    if found is not None:
        return found
    attendance = Attendance(
        course_day_id=day.id, enrolment_id=enrolment.id, recorded_by_id=actor.person_id
    )
    db.session.add(attendance)
    audit.record(actor, "attendance.recorded", attendance, enrolment=enrolment.id, day=day.id)
    _open_the_first_stage_when_complete(actor, enrolment)
    return attendance


def take_back_attendance(actor: Acting, enrolment: Enrolment, day: CourseDay) -> None:
    """The tick was a mistake. Refused once a stage is open: it opened on the strength of it."""
    attendance = _attendance(enrolment, day)
    if attendance is None:
        return
    if queries.opened_stages(enrolment):
        raise Refusal(
            "This trainee's first stage opened with this attendance, so it stays as it is. "
            "Nothing changed."
        )
    audit.record(actor, "attendance.taken_back", attendance, enrolment=enrolment.id, day=day.id)
    db.session.delete(attendance)


def keep_register(actor: Acting, marks: Iterable[Mark]) -> int:
    """Record and take back attendance, each mark a trainee, a day, and whether they were there.

    How many were recorded. All of it is refused when one of it is.
    """
    recorded = 0
    for enrolment, day, was_there in marks:
        if was_there:
            record_attendance(actor, enrolment, day)
            recorded += 1
        else:
            take_back_attendance(actor, enrolment, day)
    return recorded


def _attendance(enrolment: Enrolment, day: CourseDay) -> Attendance | None:
    wanted = select(Attendance).filter_by(course_day_id=day.id, enrolment_id=enrolment.id)
    return db.session.scalar(wanted)


def _open_the_first_stage_when_complete(actor: Acting, enrolment: Enrolment) -> None:
    programme = queries.programme_of(enrolment)
    attended = queries.intro_attendances(enrolment)
    record = TrainingRecord(intro_attendances=attended)
    if assess(record, programme, clock.today()).entry.state is not StageState.COMPLETE:
        return
    complete_on = max(each.on for each in attended)
    open_stage(actor, enrolment, programme.stages[0].key, max(complete_on, enrolment.started_on))
