"""What one piece of evidence is, and what it counts for: plain values for its page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from accreditation.readiness import Evidence, EvidenceKind, Readiness
from app import clock
from app.extensions import db
from app.models.decisions import TrainingDecision
from app.models.people import Person
from app.models.programme import Attendance, Course, Enrolment
from app.pathway import queries
from app.pathway.queries.courses import has_evaluated
from app.pathway.sheets import Sheet, named_only


@dataclass(frozen=True)
class Counted:
    """`why` is empty where it counts for the requirement."""

    stage: str
    requirement: str
    why: str = ""


def one_piece(enrolment: Enrolment, kind: str, evidence_id: int) -> dict[str, Any] | None:
    """Everything the rules make of one piece of evidence; None when there is none like it."""
    found = list(_uses(queries.readiness(enrolment, clock.today()), kind, evidence_id))
    if not found:
        return None
    evidence = found[0][0]
    return {
        "label": evidence.label[:1].upper() + evidence.label[1:],
        "uses": [use for _, use in found],
        "recorded_by": _recorded_by(evidence),
        "course": _course_to_evaluate(evidence, enrolment),
    }


def sheet_of(enrolment: Enrolment, stage_key: str, requirement_key: str) -> Sheet | None:
    """How one requirement stands; None for one the edition does not have."""
    stage = queries.readiness(enrolment, clock.today()).stage(stage_key)
    asked = stage.requirement(requirement_key) if stage else None
    return named_only(asked) if asked else None


def _uses(readiness: Readiness, kind: str, evidence_id: int) -> Iterator[tuple[Evidence, Counted]]:
    wanted = (kind, evidence_id)
    for stage in readiness.every_stage():
        for asked in stage.requirements:
            for each in asked.counted:
                if (each.kind.value, each.id) == wanted:
                    yield each, Counted(stage.title, asked.title)
            for other in asked.not_counted:
                if (other.evidence.kind.value, other.evidence.id) == wanted:
                    yield other.evidence, Counted(stage.title, asked.title, other.why)


def _course_to_evaluate(evidence: Evidence, enrolment: Enrolment) -> Course | None:
    """The course of an attendance, while the trainee has not said what they thought of it."""
    if evidence.kind is not EvidenceKind.INTRO_ATTENDANCE:
        return None
    course = db.session.get_one(Attendance, evidence.id).day.course
    return None if has_evaluated(enrolment, course) else course


def _recorded_by(evidence: Evidence) -> str | None:
    """The name of whoever recorded or decided it, where a row says so."""
    match evidence.kind:
        case EvidenceKind.INTRO_ATTENDANCE:
            by = db.session.get_one(Attendance, evidence.id).recorded_by_id
        case EvidenceKind.CREDIT:
            by = db.session.get_one(TrainingDecision, evidence.id).decided_by_id
        case _:
            return None
    return db.session.get_one(Person, by).name
