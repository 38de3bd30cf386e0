"""Conditions about the times a supervisor offers, and who booked one."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from app.models.times import SupervisionBooking, SupervisionTime
from app.policies.rule import Actor, this_moment
from app.policies.training import own_active_enrolments, own_enrolments, supervisors_of_mine


def time_i_offer(actor: Actor) -> ColumnElement[bool]:
    """they offer the time"""
    return SupervisionTime.supervisor_id == actor.person_id


def time_of_my_supervisor(actor: Actor) -> ColumnElement[bool]:
    """their supervisor of now offers it"""
    return SupervisionTime.supervisor_id.in_(supervisors_of_mine(actor))


def time_is_offered(actor: Actor) -> ColumnElement[bool]:
    """it is not withdrawn"""
    return SupervisionTime.withdrawn_at.is_(None)


def time_is_to_come(actor: Actor) -> ColumnElement[bool]:
    """it is still to come"""
    return SupervisionTime.starts_at > this_moment()


def time_has_a_place(actor: Actor) -> ColumnElement[bool]:
    """a place is left"""
    taken = select(func.count(SupervisionBooking.id)).where(
        SupervisionBooking.time_id == SupervisionTime.id, SupervisionBooking.cancelled_at.is_(None)
    )
    return SupervisionTime.places > taken.correlate(SupervisionTime).scalar_subquery()


def i_have_no_place_there(actor: Actor) -> ColumnElement[bool]:
    """they have not booked it"""
    mine = select(SupervisionBooking.time_id).where(
        SupervisionBooking.enrolment_id.in_(own_active_enrolments(actor)),
        SupervisionBooking.cancelled_at.is_(None),
    )
    return SupervisionTime.id.not_in(mine)


def own_booking(actor: Actor) -> ColumnElement[bool]:
    """the booking is for their own training"""
    return SupervisionBooking.enrolment_id.in_(own_enrolments(actor))


def booking_of_my_time(actor: Actor) -> ColumnElement[bool]:
    """it is for a time they offer"""
    return SupervisionBooking.time_id.in_(_times(time_i_offer(actor)))


def booking_is_kept(actor: Actor) -> ColumnElement[bool]:
    """it is not cancelled"""
    return SupervisionBooking.cancelled_at.is_(None)


def booking_is_to_come(actor: Actor) -> ColumnElement[bool]:
    """its time is still to come"""
    return SupervisionBooking.time_id.in_(_times(time_is_to_come(actor)))


def _times(condition: ColumnElement[bool]) -> Select[Any]:
    return select(SupervisionTime.id).where(condition)
