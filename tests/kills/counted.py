"""What is there after a kill and a recovery: rows, counted as the database holds them now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from flask import Flask
from sqlalchemy import func, select

from app import audit, jobs
from app.extensions import db
from app.models.audit import AuditEntry
from app.models.consent import Consent
from app.models.events import Event, HandledEvent
from app.models.notices import Notice
from tests import processes

KIND = "consent.withdrawn"


def withdrawn() -> int:
    return _count(select(func.count(Consent.id)).where(Consent.withdrawn_at.is_not(None)))


def entries() -> int:
    return _count(select(func.count(AuditEntry.id)).filter_by(act=KIND))


def told() -> int:
    return _count(select(func.count(Event.id)).filter_by(kind=KIND))


def waiting() -> int:
    return _count(select(func.count(Event.id)).filter_by(kind=KIND, done_at=None))


def handled() -> int:
    of_it = select(Event.id).filter_by(kind=KIND)
    return _count(select(func.count(HandledEvent.id)).where(HandledEvent.event_id.in_(of_it)))


def notices() -> Counter[int]:
    """How many notices each person has."""
    db.session.rollback()
    return Counter(db.session.scalars(select(Notice.person_id)))


def is_free(model: Any, row_id: int) -> bool:
    """Whether nobody holds the row (any more)."""
    held = select(func.count(model.id)).where(model.id == row_id, ~jobs.lease.is_free(model))
    return not _count(held)


def recovered(app: Flask, true: Callable[[], object], **environ: str) -> None:
    """A new worker, as anybody would start it, does what waits; then a sweep finds nothing more."""
    processes.wait_until(nothing_is_held)
    with processes.worker(app, **environ):
        processes.wait_until(true)
    jobs.sweep()
    db.session.rollback()
    assert audit.verify().broken is None


def nothing_is_held() -> bool:
    """Whether what the killed process claimed is free again."""
    held = select(func.count(Event.id)).where(Event.done_at.is_(None), ~jobs.lease.is_free(Event))
    return not _count(held)


def _count(of: Any) -> int:
    db.session.rollback()
    return db.session.scalar(of) or 0
