"""Conditions about intro courses: who runs one."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, select

from app.models.courses import Booking, CourseTrainer
from app.models.programme import Attendance, Course, CourseDay, Enrolment
from app.policies.rule import Actor


def courses_trained_by(actor: Actor) -> Select[Any]:
    return select(CourseTrainer.course_id).where(CourseTrainer.person_id == actor.person_id)


def course_i_train(actor: Actor) -> ColumnElement[bool]:
    """they are a trainer of the course"""
    return Course.id.in_(courses_trained_by(actor))


def course_i_attended(actor: Actor) -> ColumnElement[bool]:
    """they were there, in training"""
    there = (
        select(CourseDay.course_id)
        .join(Attendance, Attendance.course_day_id == CourseDay.id)
        .join(Enrolment, Enrolment.id == Attendance.enrolment_id)
        .where(Enrolment.trainee_id == actor.person_id)
    )
    return Course.id.in_(there)


def booking_of_my_course(actor: Actor) -> ColumnElement[bool]:
    """it is for a course they are a trainer of"""
    return Booking.course_id.in_(courses_trained_by(actor))
