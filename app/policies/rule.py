"""What a rule is: ways to be allowed, each a list of conditions that must all hold.

What a rule asks is put together once for an actor and kept: nobody's answer is, only the question.
So a condition must never hold a time by value; it says `this_moment()` or `this_day()`.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    False_,
    Select,
    True_,
    and_,
    bindparam,
    false,
    or_,
    select,
    true,
)

from app import clock
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
        ways = [_all_of(way, actor) for way in self.ways]
        open_ways = [one for one in ways if not isinstance(one, False_)]
        if any(isinstance(one, True_) for one in open_ways):
            return true()
        return or_(*open_ways) if open_ways else false()


def _all_of(way: Way, actor: Actor) -> ColumnElement[bool]:
    """The conditions of a way, built no further than to one that cannot hold for `actor`.

    So what is asked of the database has only the ways that are open in the role acted in.
    """
    conditions = []
    for one in way:
        condition = one(actor)
        if isinstance(condition, False_):
            return condition
        if not isinstance(condition, True_):
            conditions.append(condition)
    return and_(*conditions) if conditions else true()


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


def this_moment() -> BindParameter[Any]:
    """The present moment, whenever the statement is run."""
    return bindparam(None, callable_=clock.now)


def this_day() -> BindParameter[Any]:
    """The present day (UTC), whenever the statement is run."""
    return bindparam(None, callable_=clock.today)


@lru_cache(maxsize=1024)
def select_allowed(rule: Rule, actor: Actor) -> Select[Any]:
    return select(rule.subject).where(rule.condition(actor))


@lru_cache(maxsize=1024)
def select_one_allowed(rule: Rule, actor: Actor) -> Select[Any]:
    """The same for the row whose id is given as `row_id`."""
    return select_allowed(rule, actor).where(rule.subject.id == bindparam("row_id"))


def holds(rule: Rule, actor: Actor) -> bool:
    """Whether a rule without a subject holds for `actor`."""
    condition = rule.condition(actor)
    if isinstance(condition, True_ | False_):
        return isinstance(condition, True_)
    return bool(db.session.scalar(select(condition)))
