"""Where the evidence behind a number can be opened, by the one who looks."""

from __future__ import annotations

from flask import url_for

from accreditation.readiness import Evidence, EvidenceKind
from app.pathway.queries import Trail


def link_to(evidence: Evidence, trail: Trail, own: bool, enrolment_id: int) -> str:
    """The page of a piece of evidence: its own where this reader has one, else what is known of it.

    `own`: the trainee looks at their own training, otherwise their supervisor does.
    """
    match evidence.kind:
        case EvidenceKind.CYCLE if own or evidence.id in trail.brought:
            return url_for("casework.cycle", cycle_id=evidence.id)
        case EvidenceKind.CLIENT if own or _was_brought(evidence.id, trail):
            return url_for("casework.client", client_id=evidence.id)
        case EvidenceKind.SESSION if not own or _is_signed(evidence.id, trail):
            return url_for("supervision.session", session_id=evidence.id)
        case EvidenceKind.MEETING:
            return url_for("pathway.meeting", meeting_id=evidence.id)
        case EvidenceKind.EVENT | EvidenceKind.INTRODUCTION:
            return url_for("pathway.training_event", event_id=evidence.id)
        case EvidenceKind.DOCUMENT if own:
            return url_for("portfolio.build")
        case EvidenceKind.SELF_ASSESSMENT if own:
            return url_for("pathway.self_assessment", enrolment_id=enrolment_id)
    return url_for(
        "pathway.evidence",
        enrolment_id=enrolment_id,
        evidence_kind=evidence.kind.value,
        evidence_id=evidence.id,
    )


def _was_brought(client_id: int, trail: Trail) -> bool:
    return any(
        each.client_id == client_id for each in trail.record.cycles if each.id in trail.brought
    )


def _is_signed(session_id: int, trail: Trail) -> bool:
    signed = (each.signed_on for each in trail.record.sessions if each.id == session_id)
    return next(signed, None) is not None
