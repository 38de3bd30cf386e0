"""Which events wait, and which are old."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select

from app import clock
from app.extensions import db
from app.jobs import lease
from app.models.events import Event, HandledEvent


def undelivered() -> Sequence[int]:
    """Events that somebody has still to hear of and nobody works on now, in their order."""
    waiting = select(Event.id).where(Event.done_at.is_(None), lease.is_free(Event))
    return db.session.scalars(waiting.order_by(Event.id)).all()


def handlers_done(event_id: int) -> set[str]:
    """The names of the handlers that did their part."""
    return set(db.session.scalars(select(HandledEvent.handler).filter_by(event_id=event_id)))


def old(age: timedelta, at_most: int) -> Sequence[int]:
    """Events that were done longer than `age` ago, the oldest first."""
    past = select(Event.id).where(Event.done_at < clock.now() - age)
    return db.session.scalars(past.order_by(Event.id).limit(at_most)).all()


def count_waiting() -> int:
    return db.session.scalar(select(func.count(Event.id)).where(Event.done_at.is_(None))) or 0


def count_done_since(moment: datetime) -> int:
    return db.session.scalar(select(func.count(Event.id)).where(Event.done_at >= moment)) or 0


def in_trouble(at_most: int = 20) -> Sequence[Event]:
    """Waiting events of which a handler has raised, the oldest first."""
    stuck = select(Event).where(Event.done_at.is_(None), Event.trouble.is_not(None))
    return db.session.scalars(stuck.order_by(Event.id).limit(at_most)).all()


def oldest_waiting() -> datetime | None:
    return db.session.scalar(select(func.min(Event.at)).where(Event.done_at.is_(None)))
