"""Conditions about services: who leads one, who works in it, what it says."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, exists, not_, select

from app.models.people import Person
from app.models.services import MemberKind, Service, ServiceMember
from app.models.wording import ConsentWording
from app.policies.rule import Actor


def services_led_by(actor: Actor) -> Select[Any]:
    return select(ServiceMember.service_id).where(
        ServiceMember.person_id == actor.person_id,
        ServiceMember.kind == MemberKind.LEAD,
        ServiceMember.until.is_(None),
    )


def service_i_lead(actor: Actor) -> ColumnElement[bool]:
    """they lead the service now"""
    return Service.id.in_(services_led_by(actor))


def member_of_my_service(actor: Actor) -> ColumnElement[bool]:
    """they lead the person's service now"""
    return ServiceMember.service_id.in_(services_led_by(actor))


def member_is_a_lead(actor: Actor) -> ColumnElement[bool]:
    """the person leads the service"""
    return ServiceMember.kind == MemberKind.LEAD


def member_is_a_practitioner(actor: Actor) -> ColumnElement[bool]:
    """the person works in the service as a practitioner"""
    return ServiceMember.kind == MemberKind.PRACTITIONER


def membership_is_current(actor: Actor) -> ColumnElement[bool]:
    """it has not ended"""
    return ServiceMember.until.is_(None)


def wording_of_my_service(actor: Actor) -> ColumnElement[bool]:
    """they lead the service whose words they are"""
    return ConsentWording.service_id.in_(services_led_by(actor))


def wording_is_a_draft(actor: Actor) -> ColumnElement[bool]:
    """they are not published yet"""
    return ConsentWording.published_at.is_(None)


def is_not_my_line_manager(actor: Actor) -> ColumnElement[bool]:
    """the person is not this trainee's line manager"""
    manages = exists().where(
        ServiceMember.line_manager_id == Person.id,
        ServiceMember.person_id == actor.person_id,
        ServiceMember.until.is_(None),
    )
    return not_(manages)
