"""Conditions about the actor alone."""

from __future__ import annotations

from sqlalchemy import ColumnElement, exists, literal

from app.models.people import Role
from app.models.programme import Enrolment, EnrolmentState
from app.policies.rule import Actor


def anyone_signed_in(actor: Actor) -> ColumnElement[bool]:
    """anybody who is signed in"""
    return literal(True)


def as_trainee(actor: Actor) -> ColumnElement[bool]:
    """acting as trainee"""
    return literal(actor.role is Role.TRAINEE)


def as_supervisor(actor: Actor) -> ColumnElement[bool]:
    """acting as supervisor"""
    return literal(actor.role is Role.SUPERVISOR)


def as_accreditor(actor: Actor) -> ColumnElement[bool]:
    """acting as accreditor"""
    return literal(actor.role is Role.ACCREDITOR)


def as_registrar(actor: Actor) -> ColumnElement[bool]:
    """acting as registrar"""
    return literal(actor.role is Role.REGISTRAR)


def as_service_lead(actor: Actor) -> ColumnElement[bool]:
    """acting as service lead"""
    return literal(actor.role is Role.SERVICE_LEAD)


def enrolled_now(actor: Actor) -> ColumnElement[bool]:
    """with an active enrolment"""
    return exists().where(
        Enrolment.trainee_id == actor.person_id, Enrolment.state == EnrolmentState.ACTIVE
    )
