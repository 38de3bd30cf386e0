"""Work in the background: snapshots follow what was told, and what the day itself changes."""

from __future__ import annotations

from sqlalchemy import select

from app import events
from app.extensions import db, transaction
from app.jobs import work
from app.models.casework import Cycle
from app.models.footage import Recording
from app.readiness import operations, queries


@events.on("training.changed")
def follow_the_change(event: events.Event) -> None:
    operations.refresh([event.subject_id])


@events.on("recording.ready", "recording.refused")
def follow_the_film(event: events.Event) -> None:
    """A worker marks films by an UPDATE of its own, which no session sees."""
    of = select(Cycle.enrolment_id).join(Recording, Recording.cycle_id == Cycle.id)
    operations.refresh(db.session.scalars(of.where(Recording.id == event.subject_id)).all())


@work("readiness.refresh", pending=queries.waiting)
def refresh(enrolment_id: int) -> None:
    with transaction():
        operations.refresh([enrolment_id])
