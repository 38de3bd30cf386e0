"""Who may see and do what. The table is in `rules/`; nothing else decides."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select

from app.extensions import db
from app.policies.rule import Actor, holds, note, select_allowed
from app.policies.rules import IN_NO_ROLE, RULES

__all__ = ["IN_NO_ROLE", "RULES", "Actor", "allowed", "find", "may"]


def allowed(action: str, actor: Actor) -> Select[Any]:
    """A SELECT of every row on which `actor` may do `action`: the list."""
    note(action)
    return select_allowed(RULES[action], actor)


def find(action: str, row_id: int, actor: Actor) -> Any | None:
    """The row if `actor` may do `action` on it, else None: the page. Same condition as the list."""
    return db.session.scalar(allowed(action, actor).where(RULES[action].subject.id == row_id))


def may(action: str, actor: Actor) -> bool:
    """Whether `actor` may do an `action` that is not about one row."""
    note(action)
    return holds(RULES[action], actor)
