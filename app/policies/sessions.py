"""Conditions about supervision sessions, and the working points a trainee takes from them."""

from __future__ import annotations

from sqlalchemy import ColumnElement, exists, not_, select

from app.models.supervision import Countersignature, SupervisionSession, WorkingPoint
from app.policies.brought import session_i_may_know
from app.policies.rule import Actor
from app.policies.training import enrolments_supervised_by, own_enrolments


def own_session(actor: Actor) -> ColumnElement[bool]:
    """the session is about their own work"""
    return SupervisionSession.enrolment_id.in_(own_enrolments(actor))


def session_is_signed(actor: Actor) -> ColumnElement[bool]:
    """the session is signed"""
    return SupervisionSession.signed_at.is_not(None)


def session_i_held(actor: Actor) -> ColumnElement[bool]:
    """they held the session"""
    return SupervisionSession.supervisor_id == actor.person_id


def session_of_my_trainee(actor: Actor) -> ColumnElement[bool]:
    """they supervise the trainee now"""
    return SupervisionSession.enrolment_id.in_(enrolments_supervised_by(actor))


def session_is_unsigned(actor: Actor) -> ColumnElement[bool]:
    """the session is not signed yet"""
    return SupervisionSession.signed_at.is_(None)


def session_is_not_countersigned(actor: Actor) -> ColumnElement[bool]:
    """the trainee has not signed it"""
    theirs = exists().where(
        Countersignature.session_id == SupervisionSession.id,
        Countersignature.under == SupervisionSession.signed_at,
    )
    return not_(theirs.correlate(SupervisionSession))


def point_of_own_session(actor: Actor) -> ColumnElement[bool]:
    """the working point is from a session about their own work"""
    return _of_sessions(own_session(actor))


def point_of_my_trainee(actor: Actor) -> ColumnElement[bool]:
    """the working point is from a session of somebody they supervise now"""
    return _of_sessions(session_of_my_trainee(actor))


def point_i_may_know(actor: Actor) -> ColumnElement[bool]:
    """they held its session, or the trainee handed it over to them"""
    return _of_sessions(session_i_may_know(actor))


def point_of_a_signed_session(actor: Actor) -> ColumnElement[bool]:
    """its session is signed"""
    return _of_sessions(session_is_signed(actor))


def _of_sessions(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return WorkingPoint.session_id.in_(select(SupervisionSession.id).where(condition))
