"""Conditions about requests for VIG work: whose service wrote them down, and who is to answer."""

from __future__ import annotations

from sqlalchemy import ColumnElement, select

from app.models.case_requests import CaseRequest, RequestState
from app.models.services import MemberKind, ServiceMember
from app.policies.rule import Actor
from app.policies.services import services_led_by

OPEN = tuple(one for one in RequestState if one.is_open)


def request_of_my_service(actor: Actor) -> ColumnElement[bool]:
    """they lead the service that wrote it down"""
    return CaseRequest.service_id.in_(services_led_by(actor))


def request_is_not_erased(actor: Actor) -> ColumnElement[bool]:
    """it was not erased"""
    return CaseRequest.erased_at.is_(None)


def request_is_open(actor: Actor) -> ColumnElement[bool]:
    """nobody took it on, and it was not withdrawn"""
    return CaseRequest.state.in_(OPEN)


def request_is_allocated_to_me(actor: Actor) -> ColumnElement[bool]:
    """it was allocated to them last"""
    return CaseRequest.practitioner_id == actor.person_id


def i_work_in_its_service(actor: Actor) -> ColumnElement[bool]:
    """they work in its service now"""
    works = select(ServiceMember.service_id).where(
        ServiceMember.person_id == actor.person_id,
        ServiceMember.kind == MemberKind.PRACTITIONER,
        ServiceMember.until.is_(None),
    )
    return CaseRequest.service_id.in_(works)


def request_waits_for_an_answer_or_was_taken_on(actor: Actor) -> ColumnElement[bool]:
    """it waits for their answer, or they took it on"""
    return CaseRequest.state.in_((RequestState.ALLOCATED, RequestState.TAKEN_ON))
