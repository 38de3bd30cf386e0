"""Conditions about what a trainee brought to their supervisor of now, or handed over to them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select

from app.models.casework import Client, Cycle
from app.models.footage import Recording
from app.models.handing_over import CycleBrought, SessionHandedOver
from app.models.programme import Allocation
from app.models.supervision import SupervisionSession
from app.policies.rule import Actor


def cycles_with_the_supervisor() -> Select[Any]:
    """Ids of cycles that were brought to whoever supervises their trainee now."""
    supervises = and_(
        Allocation.enrolment_id == CycleBrought.enrolment_id,
        Allocation.supervisor_id == CycleBrought.supervisor_id,
        Allocation.until.is_(None),
    )
    return select(CycleBrought.cycle_id).join(Allocation, supervises)


def client_was_brought(actor: Actor) -> ColumnElement[bool]:
    """the trainee brought a cycle with the client to their supervisor of now"""
    brought = select(Cycle.client_id).where(Cycle.id.in_(cycles_with_the_supervisor()))
    return Client.id.in_(brought)


def cycle_was_brought(actor: Actor) -> ColumnElement[bool]:
    """the trainee brought the cycle to their supervisor of now"""
    return Cycle.id.in_(cycles_with_the_supervisor())


def recording_was_brought(actor: Actor) -> ColumnElement[bool]:
    """the trainee brought the cycle to their supervisor of now"""
    return Recording.cycle_id.in_(cycles_with_the_supervisor())


def session_i_may_know(actor: Actor) -> ColumnElement[bool]:
    """they held the session, or the trainee handed it over to them"""
    handed_over = select(SessionHandedOver.session_id).where(
        SessionHandedOver.supervisor_id == actor.person_id
    )
    return or_(
        SupervisionSession.supervisor_id == actor.person_id,
        SupervisionSession.id.in_(handed_over),
    )
