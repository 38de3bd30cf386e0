"""What a rule is: ways to be allowed, each a list of conditions that must all hold."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select

from app.extensions import db
from app.models.people import Role

Condition = Callable[["Actor"], ColumnElement[bool]]
Way = tuple[Condition, ...]


@dataclass(frozen=True)
class Actor:
    """A person acting in one role they hold at this moment; in none, they have their account."""

    person_id: int
    role: Role | None


@dataclass(frozen=True)
class Rule:
    """Who may act on rows of `subject`; a rule without a subject is about the actor alone."""

    subject: Any
    ways: tuple[Way, ...]

    def condition(self, actor: Actor) -> ColumnElement[bool]:
        """True in SQL for the rows of `subject` on which `actor` may act."""
        return or_(*(and_(*(one(actor) for one in way)) for way in self.ways))


_asked: ContextVar[set[str] | None] = ContextVar("actions_asked", default=None)


def begin_asking() -> set[str]:
    """Start to note which actions are asked about; the web refuses an answer nobody asked for."""
    asked: set[str] = set()
    _asked.set(asked)
    return asked


def note(action: str) -> None:
    asked = _asked.get()
    if asked is not None:
        asked.add(action)


def select_allowed(rule: Rule, actor: Actor) -> Select[Any]:
    return select(rule.subject).where(rule.condition(actor))


def holds(rule: Rule, actor: Actor) -> bool:
    """Whether a rule without a subject holds for `actor`."""
    return bool(db.session.scalar(select(rule.condition(actor))))
