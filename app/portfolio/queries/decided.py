"""What followed a submission: the decision once it is released, ratings, certificate, appeal."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app import policies
from app.extensions import db
from app.models.panel import Appeal, Decision, DecisionRelease, PanelMeeting, PanelMember
from app.models.people import Person
from app.models.portfolio import Portfolio, Submission
from app.models.register import Certificate
from app.models.supervision import Rating
from app.policies import Actor


def certificate_of(portfolio: Portfolio, actor: Actor) -> Certificate | None:
    """The certificate of this training, if there is one that `actor` may see."""
    own = policies.allowed("certificate.see", actor).where(
        Certificate.enrolment_id == portfolio.enrolment_id
    )
    certificate: Certificate | None = db.session.scalar(own)
    return certificate


def decision_on(submission: Submission, actor: Actor) -> Decision | None:
    """The decision, if there is one that `actor` may read."""
    about = policies.allowed("decision.see", actor).where(Decision.submission_id == submission.id)
    by = joinedload(Decision.decided_by).lazyload(Person.roles)
    decision: Decision | None = db.session.scalar(about.options(by))
    return decision


def meeting_of(submission: Submission) -> PanelMeeting | None:
    """The time of the accreditation meeting, cancelled or not."""
    return db.session.scalar(select(PanelMeeting).filter_by(submission_id=submission.id))


def meeting_to_come(submission: Submission) -> PanelMeeting | None:
    """The same, unless it was cancelled."""
    found = meeting_of(submission)
    return found if found is not None and found.cancelled_at is None else None


def panel_ratings(decision: Decision | None) -> Sequence[Rating]:
    """What the panel rated, once it decided."""
    if decision is None:
        return []
    stayed = select(PanelMember.accreditor_id).where(
        PanelMember.submission_id == decision.submission_id, PanelMember.left_at.is_(None)
    )
    current = select(Rating).where(
        Rating.submission_id == decision.submission_id,
        Rating.replaced_at.is_(None),
        Rating.rater_id.in_(stayed),
    )
    by = joinedload(Rating.rater).lazyload(Person.roles)
    return db.session.scalars(current.options(by).order_by(Rating.id)).all()


def release_of(decision: Decision | None) -> DecisionRelease | None:
    """When the decision went out, and was read; None before."""
    if decision is None:
        return None
    return db.session.scalar(select(DecisionRelease).filter_by(decision_id=decision.id))


def appeal_against(decision: Decision | None) -> Appeal | None:
    if decision is None:
        return None
    return db.session.scalar(select(Appeal).filter_by(decision_id=decision.id))
