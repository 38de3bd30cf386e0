"""Conditions about people's own accounts."""

from __future__ import annotations

from sqlalchemy import ColumnElement

from app.models.sign_in import BrowserSession
from app.policies.rule import Actor


def own_browser(actor: Actor) -> ColumnElement[bool]:
    """it is a browser they signed in with"""
    return BrowserSession.person_id == actor.person_id


def browser_not_signed_out(actor: Actor) -> ColumnElement[bool]:
    """it has not been signed out"""
    return BrowserSession.ended_at.is_(None)
