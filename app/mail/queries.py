"""Which letters wait, and what became of the others."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from flask import current_app
from sqlalchemy import Select, func, select

from app import clock
from app.extensions import db
from app.jobs import lease
from app.models.mail import Mail, MailState


def to_send() -> Sequence[int]:
    """Letters that wait and nobody sends now, in the order they were written."""
    if current_app.config["MAIL"] != "smtp":
        return []
    waiting = select(Mail.id).where(Mail.state == MailState.WAITING, lease.is_free(Mail))
    return db.session.scalars(waiting.order_by(Mail.id)).all()


def written_once(once: str) -> Mail | None:
    """The letter that was written under this name, if one was."""
    return db.session.scalar(select(Mail).filter_by(once=once))


def old(age: timedelta, at_most: int) -> Sequence[int]:
    """Letters written longer than `age` ago that wait no more, the oldest first."""
    past = Mail.written_at < clock.now() - age, Mail.state != MailState.WAITING
    return db.session.scalars(select(Mail.id).where(*past).order_by(Mail.id).limit(at_most)).all()


def newest_first() -> Select[Any]:
    return select(Mail).order_by(Mail.id.desc())


def counts() -> dict[MailState, int]:
    """How many letters stand in each state."""
    found = select(Mail.state, func.count(Mail.id)).group_by(Mail.state)
    return dict(iter(db.session.execute(found)))


def oldest_waiting() -> datetime | None:
    return db.session.scalar(select(func.min(Mail.written_at)).filter_by(state=MailState.WAITING))


def in_trouble(at_most: int = 20) -> Sequence[Mail]:
    """Letters that met with trouble, the newest first."""
    stuck = select(Mail).where(Mail.trouble.is_not(None), Mail.state != MailState.SENT)
    return db.session.scalars(stuck.order_by(Mail.id.desc()).limit(at_most)).all()
