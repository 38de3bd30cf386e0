"""Conditions about clients' own links and what is asked for through them."""

from __future__ import annotations

from sqlalchemy import ColumnElement, select

from app.models.casework import Client
from app.models.rights import ClientLink, RightsRequest
from app.policies.rule import Actor, this_day
from app.policies.training import own_client


def link_in_my_case(actor: Actor) -> ColumnElement[bool]:
    """the link belongs to one of the trainee's own cases"""
    return ClientLink.client_id.in_(select(Client.id).where(own_client(actor)))


def link_not_revoked_yet(actor: Actor) -> ColumnElement[bool]:
    """the link is not revoked"""
    return ClientLink.revoked_at.is_(None)


def link_not_over_yet(actor: Actor) -> ColumnElement[bool]:
    """the link has not ended"""
    return ClientLink.ends_on >= this_day()


def asked_in_my_case(actor: Actor) -> ColumnElement[bool]:
    """it was asked in one of the trainee's own cases"""
    links = select(ClientLink.id).where(link_in_my_case(actor))
    return RightsRequest.link_id.in_(links)


def not_answered_yet(actor: Actor) -> ColumnElement[bool]:
    """it is not answered yet"""
    return RightsRequest.answered_at.is_(None)
