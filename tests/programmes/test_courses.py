"""Intro courses, attendance, the first stage that opens by itself, and training events."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from app import clock
from app.extensions import db, transaction
from app.models.people import Role
from app.models.programme import (
    Attendance,
    Course,
    CourseDay,
    Enrolment,
    EnrolmentState,
    StageOpening,
    TrainingEvent,
    TrainingEventKind,
)
from app.policies import Actor
from app.programmes import queries
from app.programmes.operations import (
    add_course,
    keep_register,
    open_stage,
    record_attendance,
    record_training_event,
    take_back_attendance,
)
from app.web.errors import Refusal
from tests import factories as make

MONDAY = date(2026, 3, 2)


@pytest.fixture
def registrar(app: Flask) -> Actor:
    return Actor(make.person(Role.REGISTRAR).id, Role.REGISTRAR)


def course(registrar: Actor, *half_days: int, first: date = MONDAY) -> list[CourseDay]:
    days = [(first + timedelta(days=number), each) for number, each in enumerate(half_days)]
    with transaction():
        row = add_course(registrar, "Intro course", "Town hall", days)
    return list(queries.course_days(row))


def attend(registrar: Actor, enrolment: Enrolment, *days: CourseDay) -> None:
    with transaction():
        for day in days:
            record_attendance(registrar, enrolment, day)


def attendances() -> int:
    return db.session.scalar(select(func.count(Attendance.id))) or 0


def test_stage_1_opens_by_itself_on_the_day_that_completes_the_intro_course(
    registrar: Actor,
) -> None:
    enrolment, (first, second) = make.enrolment(stages=()), course(registrar, 2, 2)
    attend(registrar, enrolment, first)
    assert queries.current_stage(enrolment) is None
    attend(registrar, enrolment, second)
    assert queries.current_stage(enrolment) == "1"
    opening = db.session.scalars(select(StageOpening)).one()
    assert opening.opened_on == second.held_on


def test_days_of_two_courses_complete_the_intro_course_together(registrar: Actor) -> None:
    enrolment = make.enrolment(stages=())
    one, other = course(registrar, 2), course(registrar, 2, first=date(2026, 4, 6))
    attend(registrar, enrolment, one[0], other[0])
    assert queries.current_stage(enrolment) == "1"


def test_half_days_do_not_complete_an_edition_that_asks_for_whole_days(registrar: Actor) -> None:
    enrolment, days = make.enrolment(stages=()), course(registrar, 1, 1, 1, 1)
    attend(registrar, enrolment, *days)
    assert queries.current_stage(enrolment) is None


def test_a_stage_never_opens_before_the_training_starts(registrar: Actor) -> None:
    enrolment = make.enrolment(stages=(), started_on=date(2026, 5, 1))
    attend(registrar, enrolment, *course(registrar, 2, 2))
    assert db.session.scalars(select(StageOpening)).one().opened_on == date(2026, 5, 1)


def test_attendance_recorded_twice_is_one_row(registrar: Actor) -> None:
    enrolment, (day,) = make.enrolment(stages=()), course(registrar, 2)
    attend(registrar, enrolment, day, day)
    assert attendances() == 1


def test_a_day_to_come_cannot_be_attended(registrar: Actor) -> None:
    enrolment = make.enrolment(stages=())
    (day,) = course(registrar, 2, first=clock.today() + timedelta(days=1))
    with pytest.raises(Refusal, match="still to come"):
        attend(registrar, enrolment, day)


def test_a_training_that_ended_takes_no_attendance(registrar: Actor) -> None:
    enrolment, (day,) = make.enrolment(stages=()), course(registrar, 2)
    with transaction() as session:
        session.get_one(Enrolment, enrolment.id).state = EnrolmentState.WITHDRAWN
    with pytest.raises(Refusal, match="has ended"):
        attend(registrar, enrolment, day)


def test_a_mistaken_tick_is_taken_back_until_a_stage_is_open(registrar: Actor) -> None:
    enrolment, (first, second) = make.enrolment(stages=()), course(registrar, 2, 2)
    attend(registrar, enrolment, first)
    with transaction():
        take_back_attendance(registrar, enrolment, first)
    assert attendances() == 0
    attend(registrar, enrolment, first, second)
    with pytest.raises(Refusal, match="stays as it is"), transaction():
        take_back_attendance(registrar, enrolment, first)
    assert attendances() == 2


def test_a_register_is_kept_whole_or_not_at_all(registrar: Actor) -> None:
    one, other = make.enrolment(stages=()), make.enrolment(stages=("1",))
    (day,) = course(registrar, 2)
    make.keep(
        Attendance(course_day_id=day.id, enrolment_id=other.id, recorded_by_id=registrar.person_id)
    )
    with pytest.raises(Refusal), transaction():
        keep_register(registrar, [(one, day, True), (other, day, False)])
    assert attendances() == 1


def test_a_course_without_a_day_or_with_one_day_twice_is_refused(registrar: Actor) -> None:
    for days, reason in (([], "at least one day"), ([(MONDAY, 1), (MONDAY, 1)], "stands there")):
        with pytest.raises(Refusal, match=reason), transaction():
            add_course(registrar, "Intro", "Hall", days)
    assert db.session.scalar(select(func.count(Course.id))) == 0


def test_a_stage_opens_once_and_keeps_its_day(registrar: Actor) -> None:
    enrolment = make.enrolment(stages=("1",))
    with transaction():
        again = open_stage(registrar, enrolment, "1", date(2026, 9, 1))
    assert again.opened_on == make.LONG_AGO


def test_a_stage_the_edition_does_not_have_cannot_be_opened(registrar: Actor) -> None:
    enrolment = make.enrolment()
    with pytest.raises(LookupError), transaction():
        open_stage(registrar, enrolment, "7", MONDAY)


def test_the_current_stage_is_the_furthest_that_was_opened(registrar: Actor) -> None:
    assert queries.current_stage(make.enrolment(stages=("2", "1"))) == "2"


def test_training_events_are_recorded_in_open_stages_for_past_days(registrar: Actor) -> None:
    supervisor = Actor(make.person(Role.SUPERVISOR).id, Role.SUPERVISOR)
    enrolment, kind = make.enrolment(stages=("1",)), TrainingEventKind.INTRODUCTION
    tomorrow = clock.today() + timedelta(days=1)
    with pytest.raises(Refusal, match="not open yet"), transaction():
        record_training_event(supervisor, enrolment, "2", kind, MONDAY, 60)
    with pytest.raises(Refusal, match="still to come"), transaction():
        record_training_event(supervisor, enrolment, "1", kind, tomorrow, 60)
    with transaction():
        record_training_event(supervisor, enrolment, "1", kind, MONDAY, 60)
    assert db.session.scalars(select(TrainingEvent)).one().recorded_by_id == supervisor.person_id
