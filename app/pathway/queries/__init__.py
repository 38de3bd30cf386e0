"""Questions about somebody's training: the record the rules read, and what waits in it."""

from __future__ import annotations

from datetime import date

from accreditation.readiness import Readiness, assess
from accreditation.record import TrainingRecord
from app.models.programme import Enrolment
from app.pathway.queries.trail import (
    AskedFor,
    Portfolio,
    Proposed,
    Trail,
    trail_of,
    trails,
)
from app.programmes.queries import programme_of

__all__ = [
    "AskedFor",
    "Portfolio",
    "Proposed",
    "Trail",
    "readiness",
    "trail_of",
    "trails",
    "training_record",
]


def training_record(enrolment: Enrolment) -> TrainingRecord:
    """The facts about one training, in five queries however long it is."""
    return trail_of(enrolment).record


def readiness(enrolment: Enrolment, on: date) -> Readiness:
    """What is met, what is left and why, on a day, by the edition the trainee is pinned to."""
    return assess(training_record(enrolment), programme_of(enrolment), on)
