"""Questions about intro courses that people book, and about who booked."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload, lazyload, selectinload

from app import clock, policies
from app.extensions import db
from app.models.courses import (
    Booking,
    BookingAttendance,
    BookingState,
    CourseEvaluation,
    CourseOffer,
    CourseTrainer,
    EvaluationGiven,
)
from app.models.people import Person
from app.models.programme import Attendance, Course, CourseDay, Enrolment, EnrolmentState
from app.policies import Actor
from app.web.pages import Page, paginate

KEPT_FOR = timedelta(days=90)
"""How long after a course the names of those who booked are kept."""

ANSWERED_WITHIN = timedelta(days=2)
"""How long a place that was asked for waits for the letter to be answered."""


@dataclass(frozen=True)
class Offered:
    """A course of the catalogue and how many of its places are free."""

    course: Course
    offer: CourseOffer
    free: int


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def catalogue(page: int) -> Page:
    """Published courses that have not begun, the next one first; three queries."""
    begins = _begins()
    offered = (
        select(CourseOffer)
        .where(CourseOffer.published_at.is_not(None), begins >= clock.today())
        .options(joinedload(CourseOffer.course).selectinload(Course.days))
        .order_by(begins, CourseOffer.course_id)
    )
    found = paginate(offered, page)
    taken = _taken([each.course_id for each in found.items])
    rows = [
        Offered(each.course, each, max(0, each.places - taken.get(each.course_id, 0)))
        for each in found.items
    ]
    return Page(rows, found.page, found.total, found.per_page)


def offered(course_id: int) -> Offered | None:
    """A published course as the catalogue shows it; None for one that is not published."""
    offer = db.session.get(CourseOffer, course_id)
    if offer is None or offer.published_at is None:
        return None
    free = offer.places - _taken([course_id]).get(course_id, 0)
    return Offered(offer.course, offer, max(0, free))


def has_begun(course: Course) -> bool:
    return bool(course.days) and course.days[0].held_on <= clock.today()


def is_over(course: Course) -> bool:
    return bool(course.days) and course.days[-1].held_on < clock.today()


def has_a_free_place(course_id: int) -> bool:
    found = offered(course_id)
    return found is not None and found.free > 0


def next_waiting(course_id: int) -> Booking | None:
    """Who has waited longest for a place."""
    waiting = select(Booking).filter_by(course_id=course_id, state=BookingState.WAITING)
    return db.session.scalar(waiting.order_by(Booking.since, Booking.id).limit(1))


def place_in_line(booking: Booking) -> int:
    """1 for who is next."""
    before = select(func.count(Booking.id)).where(
        Booking.course_id == booking.course_id,
        Booking.state == BookingState.WAITING,
        Booking.since < booking.since,
    )
    return (db.session.scalar(before) or 0) + 1


def booking_by_token(token: str) -> Booking | None:
    return db.session.scalar(select(Booking).filter_by(token_hash=token_hash(token)))


def booking_of(course_id: int, email: str) -> Booking | None:
    """The booking with this address that was not cancelled."""
    mine = select(Booking).where(
        Booking.course_id == course_id,
        Booking.email == email,
        Booking.state != BookingState.CANCELLED,
    )
    return db.session.scalar(mine)


def asked_lately(within: timedelta, *conditions: ColumnElement[bool]) -> int:
    """How many places were asked for lately, under the conditions."""
    asked = select(func.count(Booking.id)).where(
        Booking.asked_at > clock.now() - within, *conditions
    )
    return db.session.scalar(asked) or 0


def courses_i_run(actor: Actor, page: int) -> Page:
    """One page of the courses the actor runs, the latest first."""
    mine = policies.allowed("course.run", actor).options(selectinload(Course.days))
    return paginate(mine.order_by(Course.id.desc()), page)


def bookings_of(course: Course, actor: Actor, page: int) -> Page:
    """One page of those who booked, first whoever has a place, then whoever waits."""
    booked = (
        policies.allowed("booking.administer", actor)
        .where(
            Booking.course_id == course.id,
            Booking.state.in_([BookingState.BOOKED, BookingState.WAITING]),
        )
        .options(selectinload(Booking.attended))
        .order_by(Booking.state, Booking.since, Booking.id)
    )
    return paginate(booked, page)


def bookings_by_id(course: Course, actor: Actor, ids: Sequence[int]) -> dict[int, Booking]:
    mine = policies.allowed("booking.administer", actor).where(
        Booking.course_id == course.id,
        Booking.state == BookingState.BOOKED,
        Booking.id.in_(ids),
    )
    return {each.id: each for each in db.session.scalars(mine)}


def trainers_of(course: Course) -> Sequence[Person]:
    trainers = select(CourseTrainer.person_id).filter_by(course_id=course.id)
    return db.session.scalars(
        select(Person).where(Person.id.in_(trainers)).order_by(Person.name)
    ).all()


def offer_of(course: Course) -> CourseOffer | None:
    return db.session.get(CourseOffer, course.id)


def half_days_attended(booking: Booking) -> int:
    there = (
        select(func.coalesce(func.sum(CourseDay.half_days), 0))
        .join(BookingAttendance, BookingAttendance.course_day_id == CourseDay.id)
        .where(BookingAttendance.booking_id == booking.id)
    )
    return int(db.session.scalar(there) or 0)


def half_days_of(course: Course) -> int:
    return sum(each.half_days for each in course.days)


def evaluations_of(course: Course, page: int) -> Page:
    said = select(CourseEvaluation).filter_by(course_id=course.id)
    return paginate(said.order_by(CourseEvaluation.id), page)


def training_with(email: str) -> Enrolment | None:
    """The active training of whoever has this address here."""
    trainee = select(Person.id).where(Person.email == email)
    active = select(Enrolment).where(
        Enrolment.trainee_id.in_(trainee), Enrolment.state == EnrolmentState.ACTIVE
    )
    return db.session.scalar(active)


def training_at(actor: Actor, course: Course) -> Enrolment:
    """The actor's training in which they were at the course; raises where there is none."""
    there = (
        select(Attendance.enrolment_id)
        .join(CourseDay, CourseDay.id == Attendance.course_day_id)
        .where(CourseDay.course_id == course.id)
    )
    mine = select(Enrolment).where(Enrolment.trainee_id == actor.person_id, Enrolment.id.in_(there))
    return db.session.scalars(mine.order_by(Enrolment.id.desc()).limit(1)).one()


def has_evaluated(enrolment: Enrolment, course: Course) -> bool:
    given = select(EvaluationGiven.id).filter_by(enrolment_id=enrolment.id, course_id=course.id)
    return db.session.scalar(given) is not None


def to_erase() -> Sequence[int]:
    """Bookings whose name is not needed any more; some of them, the oldest first."""
    last_day = (
        select(func.max(CourseDay.held_on))
        .where(CourseDay.course_id == Booking.course_id)
        .scalar_subquery()
    )
    unanswered = (Booking.state == BookingState.ASKED) & (
        Booking.asked_at < clock.now() - ANSWERED_WITHIN
    )
    done = last_day < clock.today() - KEPT_FOR
    cancelled = Booking.state == BookingState.CANCELLED
    wanted = select(Booking.id).where(Booking.erased_at.is_(None), unanswered | done | cancelled)
    return db.session.scalars(wanted.order_by(Booking.id).limit(200)).all()


def _begins() -> ColumnElement[date]:
    first = select(func.min(CourseDay.held_on)).where(CourseDay.course_id == CourseOffer.course_id)
    return first.correlate(CourseOffer).scalar_subquery()


def _taken(ids: Sequence[int]) -> dict[int, int]:
    counted = (
        select(Booking.course_id, func.count(Booking.id))
        .where(Booking.course_id.in_(ids), Booking.state == BookingState.BOOKED)
        .group_by(Booking.course_id)
    )
    return dict(row for row in db.session.execute(counted))


def people_to_train(actor: Actor) -> Sequence[Person]:
    """Supervisors, who may run a course, by name."""
    supervisors = policies.allowed("person.allocate", actor).options(lazyload(Person.roles))
    return db.session.scalars(supervisors.order_by(Person.name, Person.id)).all()
