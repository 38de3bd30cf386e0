"""Who may see and do what. The table is in `rules/`; nothing else decides."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, select

from app.extensions import db
from app.policies.links import LinkHolder
from app.policies.rule import Actor, holds, note, select_allowed, select_one_allowed
from app.policies.rules import IN_NO_ROLE, RULES
from app.policies.rules.links import LINK_RULES

__all__ = [
    "IN_NO_ROLE",
    "LINK_RULES",
    "RULES",
    "Actor",
    "LinkHolder",
    "allowed",
    "allowed_by_link",
    "find",
    "find_by_link",
    "may",
]


def allowed(action: str, actor: Actor) -> Select[Any]:
    """A SELECT of every row on which `actor` may do `action`: the list."""
    note(action)
    return select_allowed(RULES[action], actor)


def find(action: str, row_id: int, actor: Actor) -> Any | None:
    """The row if `actor` may do `action` on it, else None: the page. Same condition as the list."""
    note(action)
    return db.session.scalar(select_one_allowed(RULES[action], actor), {"row_id": row_id})


def may(action: str, actor: Actor) -> bool:
    """Whether `actor` may do an `action` that is not about one row."""
    note(action)
    return holds(RULES[action], actor)


def allowed_by_link(action: str, holder: LinkHolder) -> Select[Any]:
    """As `allowed`, for whoever opens a client's own link: an actor of its own, in no role."""
    note(action)
    rule = LINK_RULES[action]
    return select(rule.subject).where(*(one(holder) for one in rule.way))


def find_by_link(action: str, row_id: int, holder: LinkHolder) -> Any | None:
    """As `find`, for whoever opens a client's own link."""
    subject = LINK_RULES[action].subject
    return db.session.scalar(allowed_by_link(action, holder).where(subject.id == row_id))
