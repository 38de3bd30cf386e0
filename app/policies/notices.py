"""Conditions about notices."""

from __future__ import annotations

from sqlalchemy import ColumnElement, exists, or_

from app.models.notices import Notice
from app.models.people import RoleHeld
from app.policies.rule import Actor


def own_notice(actor: Actor) -> ColumnElement[bool]:
    """written to me"""
    return Notice.person_id == actor.person_id


def for_a_role_still_held(actor: Actor) -> ColumnElement[bool]:
    """about no role in particular, or about one I still hold"""
    return role_is_still_held()


def role_is_still_held() -> ColumnElement[bool]:
    """The same for whoever the notice was written to."""
    held = exists().where(
        RoleHeld.person_id == Notice.person_id,
        RoleHeld.role == Notice.role,
        RoleHeld.until.is_(None),
    )
    return or_(Notice.role.is_(None), held)
