"""What a training is made of: whenever one of these rows changes, its snapshot is stale.

The session itself is watched, so no operation has to remember it. A snapshot that turns stale
tells one event; until that is handled, further changes have nothing to add.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import event, select
from sqlalchemy.orm import Session

from app import clock, events
from app.extensions import before_commit, db
from app.models.assessment import SelfAssessment
from app.models.casework import Client, Cycle
from app.models.courses import EvaluationGiven
from app.models.decisions import TrainingDecision
from app.models.footage import Recording
from app.models.handing_over import CycleBrought
from app.models.meetings import StageMeeting
from app.models.panel import Decision, PanelMember
from app.models.portfolio import Portfolio, Submission
from app.models.programme import Allocation, Attendance, Enrolment, StageOpening, TrainingEvent
from app.models.readiness import ReadinessSnapshot
from app.models.supervision import Rating, SessionCycle, SupervisionRequest, SupervisionSession

OF_AN_ENROLMENT = (
    Allocation,
    Attendance,
    Client,
    Cycle,
    EvaluationGiven,
    PanelMember,
    Portfolio,
    Rating,
    SelfAssessment,
    SessionCycle,
    StageMeeting,
    StageOpening,
    Submission,
    SupervisionSession,
    TrainingDecision,
    TrainingEvent,
)
OF_A_CYCLE = (Recording, SupervisionRequest, CycleBrought)
Change = tuple[str, int]


@event.listens_for(Session, "after_flush")
def _gather(session: Session, _context: Any) -> None:
    for row in {*session.new, *session.dirty, *session.deleted}:
        for change in _changed_by(row):
            before_commit(mark_stale, change)


def _changed_by(row: object) -> Iterator[Change]:
    if isinstance(row, Enrolment):
        yield "enrolment", row.id
    elif isinstance(row, OF_AN_ENROLMENT):
        yield "enrolment", row.enrolment_id
    elif isinstance(row, OF_A_CYCLE):
        yield "cycle", row.cycle_id
    elif isinstance(row, Decision):
        yield "submission", row.submission_id


def mark_stale(changes: Iterable[Change]) -> None:
    """Say that the trainings behind `changes` are to be worked out again, and tell it once."""
    ids = set(_enrolments_of(set(changes)))
    known = {each.enrolment_id: each for each in _snapshots(ids)}
    for enrolment_id in sorted(ids):
        snapshot = known.get(enrolment_id)
        if snapshot is None:
            snapshot = ReadinessSnapshot(enrolment_id=enrolment_id)
            db.session.add(snapshot)
        elif snapshot.stale_since is not None:
            continue
        snapshot.stale_since = clock.now()
        events.tell("training.changed", db.session.get_one(Enrolment, enrolment_id))


def _enrolments_of(changes: set[Change]) -> Iterator[int]:
    by_kind = {kind: {row_id for named, row_id in changes if named == kind} for kind, _ in changes}
    yield from by_kind.get("enrolment", ())
    for kind, model in (("cycle", Cycle), ("submission", Submission)):
        ids = by_kind.get(kind)
        if ids:
            asked = select(model.enrolment_id).where(model.id.in_(ids))
            yield from db.session.scalars(asked)


def _snapshots(ids: set[int]) -> Iterable[ReadinessSnapshot]:
    kept = select(ReadinessSnapshot).where(ReadinessSnapshot.enrolment_id.in_(ids))
    return db.session.scalars(kept.execution_options(populate_existing=True)).all()
