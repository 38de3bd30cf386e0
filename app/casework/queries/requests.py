"""Requests for VIG work that wait for a practitioner's answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app import policies
from app.extensions import db
from app.models.case_requests import CaseRequest, RequestState
from app.policies import Actor

AT_ONCE = 12


@dataclass(frozen=True)
class AskedToTakeOn:
    """The earliest requests that wait, and whether there are more."""

    requests: Sequence[CaseRequest]
    more: bool


def asked_to_take_on(actor: Actor) -> AskedToTakeOn:
    """What the actor is asked to take on, the earliest first."""
    waiting = (
        policies.allowed("case_request.answer", actor)
        .where(CaseRequest.state == RequestState.ALLOCATED)
        .order_by(CaseRequest.since, CaseRequest.id)
        .limit(AT_ONCE + 1)
    )
    found = db.session.scalars(waiting).all()
    return AskedToTakeOn(found[:AT_ONCE], len(found) > AT_ONCE)
