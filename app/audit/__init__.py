"""The record of what happened and who watched what: only ever added to."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from app import clock
from app.extensions import db, transaction
from app.models.audit import AuditEntry, Watch
from app.models.people import Role

MINUTES = 5


class Acting(Protocol):
    """Somebody acting in a role."""

    @property
    def person_id(self) -> int: ...
    @property
    def role(self) -> Role: ...


class Row(Protocol):
    """A row with its key."""

    __tablename__: Any
    id: Any


def record(actor: Acting | None, act: str, subject: Row, **detail: Any) -> None:
    """Add one entry to the open transaction. `detail` holds plain values, never names or words.

    `actor` is None where the machine itself acts (a worker), or before anyone has an account.
    """
    db.session.flush()
    db.session.add(
        AuditEntry(
            at=clock.now(),
            person_id=actor.person_id if actor else None,
            role=actor.role if actor else None,
            act=act,
            subject=subject.__tablename__,
            subject_id=subject.id,
            detail=detail,
        )
    )


def record_served(actor: Acting, recording_id: int) -> None:
    """Note, before the first byte, that footage is served: one row for five minutes of watching.

    Uses a short transaction of its own.
    """
    watch = {
        "person_id": actor.person_id,
        "role": actor.role,
        "recording_id": recording_id,
        "from_minute": _five_minutes(clock.now()),
    }
    seen = select(Watch.id).filter_by(**watch)
    if db.session.scalar(seen) is not None:
        return
    try:
        with transaction() as session:
            session.execute(insert(Watch).values(**watch))
    except IntegrityError:
        return  # another request of the same person wrote it a moment earlier


def _five_minutes(moment: datetime) -> datetime:
    return moment.replace(minute=moment.minute - moment.minute % MINUTES, second=0, microsecond=0)
