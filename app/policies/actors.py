"""Conditions about the actor alone."""

from __future__ import annotations

from sqlalchemy import ColumnElement, exists, false, true

from app.models.people import Role
from app.models.programme import Enrolment, EnrolmentState
from app.policies.rule import Actor


def anyone_signed_in(actor: Actor) -> ColumnElement[bool]:
    """anybody who is signed in"""
    return true()


def as_trainee(actor: Actor) -> ColumnElement[bool]:
    """acting as trainee"""
    return true() if actor.role is Role.TRAINEE else false()


def as_supervisor(actor: Actor) -> ColumnElement[bool]:
    """acting as supervisor"""
    return true() if actor.role is Role.SUPERVISOR else false()


def as_accreditor(actor: Actor) -> ColumnElement[bool]:
    """acting as accreditor"""
    return true() if actor.role is Role.ACCREDITOR else false()


def as_registrar(actor: Actor) -> ColumnElement[bool]:
    """acting as registrar"""
    return true() if actor.role is Role.REGISTRAR else false()


def as_service_lead(actor: Actor) -> ColumnElement[bool]:
    """acting as service lead"""
    return true() if actor.role is Role.SERVICE_LEAD else false()


def enrolled_now(actor: Actor) -> ColumnElement[bool]:
    """with an active enrolment"""
    return exists().where(
        Enrolment.trainee_id == actor.person_id, Enrolment.state == EnrolmentState.ACTIVE
    )
