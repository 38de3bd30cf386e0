"""The record of what happened and who watched what: only ever added to."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any

from flask import Flask
from sqlalchemy import Select, bindparam, insert, select
from sqlalchemy.exc import IntegrityError

from app import clock
from app.audit import cli
from app.audit.entries import Acting, Row, head, record
from app.audit.verification import verify
from app.extensions import db, transaction
from app.models.audit import LinkWatch, Sent, Watch

__all__ = [
    "Acting",
    "Row",
    "head",
    "init_app",
    "record",
    "record_served",
    "record_served_by_link",
    "verify",
]

MINUTES = 5


def init_app(app: Flask) -> None:
    app.cli.add_command(cli.audit)


def record_served(actor: Acting, recording_id: int, sent: Sent = Sent.FILM) -> None:
    """Note, before the first byte, that footage is sent: one row for five minutes of each kind.

    Uses a short transaction of its own.
    """
    who = {"person_id": actor.person_id, "role": actor.role, "sent": sent}
    _note_once(Watch, recording_id=recording_id, **who)


def record_served_by_link(link_id: int, recording_id: int) -> None:
    """As `record_served`, for whoever holds a client's own link."""
    _note_once(LinkWatch, recording_id=recording_id, link_id=link_id)


def _note_once(log: type[Watch] | type[LinkWatch], **sent: Any) -> None:
    watch = {**sent, "from_minute": _five_minutes(clock.now())}
    seen = _seen(log, *watch)
    if db.session.scalar(seen, watch) is not None:
        return
    try:
        with transaction() as session:
            session.execute(insert(log).values(**watch))
    except IntegrityError:
        if db.session.scalar(seen, watch) is None:
            raise  # not another request that wrote it a moment earlier: then nothing is sent


@cache
def _seen(log: type[Watch] | type[LinkWatch], *names: str) -> Select[int]:
    """The question of every part that is sent, put together once; asked with what is `sent`."""
    columns = [getattr(log, name) for name in names]
    return select(log.id).where(*(one == bindparam(one.key) for one in columns))


def _five_minutes(moment: datetime) -> datetime:
    return moment.replace(minute=moment.minute - moment.minute % MINUTES, second=0, microsecond=0)
