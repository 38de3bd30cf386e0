"""Questions about intro courses and who was there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, exists, not_, or_, select
from sqlalchemy.orm import joinedload, selectinload

from accreditation.record import IntroAttendance
from app import policies
from app.extensions import db
from app.models.people import Person
from app.models.programme import (
    Attendance,
    Course,
    CourseDay,
    Enrolment,
    EnrolmentState,
    StageOpening,
)
from app.policies import Actor
from app.web.pages import Page, paginate


@dataclass(frozen=True)
class Roll:
    """A trainee on the roll of a course: the ids of the days they were at.

    `settled`: their first stage is open, or their training ended, so what was recorded stays.
    """

    enrolment: Enrolment
    days: frozenset[int]
    settled: bool


def courses_page(actor: Actor, page: int) -> Page:
    """One page of courses with their days, the latest first."""
    every = policies.allowed("course.administer", actor).options(selectinload(Course.days))
    return paginate(every.order_by(Course.id.desc()), page)


def course_days(course: Course) -> Sequence[CourseDay]:
    days = select(CourseDay).filter_by(course_id=course.id)
    return db.session.scalars(days.order_by(CourseDay.held_on, CourseDay.id)).all()


def roll_of(course: Course, actor: Actor, page: int) -> Page:
    """One page of the course's roll: who waits for the intro course, and who was at this one."""
    was_here = exists().where(
        Attendance.enrolment_id == Enrolment.id,
        Attendance.course_day_id == CourseDay.id,
        CourseDay.course_id == course.id,
    )
    waits = Enrolment.state == EnrolmentState.ACTIVE
    listed = (
        policies.allowed("enrolment.administer", actor)
        .join(Person, Person.id == Enrolment.trainee_id)
        .where(or_(was_here, waits & not_(_opened_any())))
        .options(joinedload(Enrolment.trainee).lazyload(Person.roles))
        .order_by(Person.name, Enrolment.id)
    )
    found = paginate(listed, page)
    ids = [each.id for each in found.items]
    days, settled = _days_of(ids, course), _settled(ids)
    rows = [
        Roll(
            enrolment=each,
            days=frozenset(days.get(each.id, ())),
            settled=each.id in settled or each.state is not EnrolmentState.ACTIVE,
        )
        for each in found.items
    ]
    return Page(rows, found.page, found.total, found.per_page)


def enrolments_by_id(actor: Actor, ids: Iterable[int]) -> dict[int, Enrolment]:
    """Of `ids` the enrolments that the actor looks after."""
    mine = policies.allowed("enrolment.administer", actor).where(Enrolment.id.in_([*ids]))
    return {each.id: each for each in db.session.scalars(mine)}


def intro_attendances(enrolment: Enrolment) -> tuple[IntroAttendance, ...]:
    """The days of intro courses the trainee was at."""
    attended = (
        select(Attendance.id, CourseDay.held_on, CourseDay.half_days)
        .join(CourseDay, CourseDay.id == Attendance.course_day_id)
        .where(Attendance.enrolment_id == enrolment.id)
        .order_by(CourseDay.held_on, CourseDay.id)
    )
    return tuple(IntroAttendance(*row) for row in db.session.execute(attended))


def _opened_any() -> ColumnElement[bool]:
    return exists().where(StageOpening.enrolment_id == Enrolment.id).correlate(Enrolment)


def _days_of(ids: list[int], course: Course) -> dict[int, set[int]]:
    rows = (
        select(Attendance.enrolment_id, Attendance.course_day_id)
        .join(CourseDay, CourseDay.id == Attendance.course_day_id)
        .where(Attendance.enrolment_id.in_(ids), CourseDay.course_id == course.id)
    )
    found: dict[int, set[int]] = {}
    for enrolment_id, day_id in db.session.execute(rows):
        found.setdefault(enrolment_id, set()).add(day_id)
    return found


def _settled(ids: list[int]) -> set[int]:
    opened = select(StageOpening.enrolment_id).where(StageOpening.enrolment_id.in_(ids))
    return set(db.session.scalars(opened))
