"""Questions about somebody's training: the record the rules read, and what waits in it."""

from __future__ import annotations

from datetime import date

from accreditation.readiness import Readiness, StageReadiness, assess, assess_now
from accreditation.record import TrainingRecord
from app.models.programme import Enrolment
from app.pathway.queries.caseload import (
    ORDERS,
    OVERDUE,
    QUIET,
    SHOWN,
    View,
    caseload,
    last_filmed,
    stages_in_caseload,
    statements_waiting,
)
from app.pathway.queries.meetings import (
    asks_for_another_service,
    is_busy,
    kinds_due,
    missing_before,
    recommendation_of,
    recommendations_before,
    shares_the_service,
)
from app.pathway.queries.trail import (
    AskedFor,
    Portfolio,
    Proposed,
    Trail,
    trail_of,
    trails,
)
from app.pathway.queries.trainings import (
    clients_of,
    fresh_snapshots,
    is_too_close,
    own_training,
    people_to_hold,
    people_to_meet,
    statements_by,
    trainee_of,
)
from app.programmes.queries import programme_of

__all__ = [
    "ORDERS",
    "OVERDUE",
    "QUIET",
    "SHOWN",
    "AskedFor",
    "Portfolio",
    "Proposed",
    "Trail",
    "View",
    "asks_for_another_service",
    "caseload",
    "clients_of",
    "fresh_snapshots",
    "is_busy",
    "is_too_close",
    "kinds_due",
    "last_filmed",
    "missing_before",
    "own_training",
    "people_to_hold",
    "people_to_meet",
    "readiness",
    "readiness_by",
    "recommendation_of",
    "recommendations_before",
    "shares_the_service",
    "stage_now",
    "stages_in_caseload",
    "statements_by",
    "statements_waiting",
    "trail_of",
    "trails",
    "trainee_of",
    "training_record",
]


def training_record(enrolment: Enrolment) -> TrainingRecord:
    """The facts about one training: five queries and its edition, however long it is."""
    return trail_of(enrolment).record


def readiness(enrolment: Enrolment, on: date) -> Readiness:
    """What is met, what is left and why, on a day, by the edition the trainee is pinned to."""
    return readiness_by(trail_of(enrolment), enrolment, on)


def readiness_by(trail: Trail, enrolment: Enrolment, on: date) -> Readiness:
    """As `readiness`, for a trail that was read before."""
    return assess(trail.record, programme_of(enrolment), on)


def stage_now(trail: Trail, enrolment: Enrolment, on: date) -> StageReadiness:
    """The stage the trainee is at, and what is left in it."""
    return assess_now(trail.record, programme_of(enrolment), on)
