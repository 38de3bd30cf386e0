"""Conditions about intro courses: who runs one."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, select

from app.models.courses import Booking, CourseTrainer
from app.models.programme import Course
from app.policies.rule import Actor


def courses_trained_by(actor: Actor) -> Select[Any]:
    return select(CourseTrainer.course_id).where(CourseTrainer.person_id == actor.person_id)


def course_i_train(actor: Actor) -> ColumnElement[bool]:
    """they are a trainer of the course"""
    return Course.id.in_(courses_trained_by(actor))


def booking_of_my_course(actor: Actor) -> ColumnElement[bool]:
    """it is for a course they are a trainer of"""
    return Booking.course_id.in_(courses_trained_by(actor))
