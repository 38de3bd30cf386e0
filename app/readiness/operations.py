"""Working snapshots out again. Nothing is judged by them: pages of one training ask the record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import select

from app import clock
from app.extensions import db, transaction
from app.models.readiness import ReadinessSnapshot
from app.readiness import queries


def refresh(ids: Sequence[int]) -> None:
    """Work out the snapshots of these enrolments from their records, in the open transaction."""
    kept = select(ReadinessSnapshot).where(ReadinessSnapshot.enrolment_id.in_(ids))
    fresh = kept.execution_options(populate_existing=True)
    known = {each.enrolment_id: each for each in db.session.scalars(fresh)}
    for enrolment_id, standing in queries.standings(ids, clock.today()):
        snapshot = known.get(enrolment_id) or ReadinessSnapshot(enrolment_id=enrolment_id)
        for column, value in asdict(standing).items():
            setattr(snapshot, column, value)
        snapshot.stale_since, snapshot.worked_out_at = None, clock.now()
        db.session.add(snapshot)


def rebuild() -> int:
    """Work out every snapshot, some in each transaction; how many that was. Safe to stop."""
    count = 0
    for ids in queries.every_enrolment():
        with transaction():
            refresh(ids)
        count += len(ids)
    return count
