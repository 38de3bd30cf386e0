"""Questions about certificates."""

from __future__ import annotations

from sqlalchemy import exists, func, select

from app import policies
from app.extensions import db
from app.models.panel import Decision, DecisionOutcome, DecisionRelease
from app.models.register import Certificate
from app.policies import Actor
from app.portfolio.queries import unbuilt
from app.web.pages import Page, paginate


def certificates_page(actor: Actor, page: int) -> Page:
    """Certificates the actor may see, the latest first."""
    return paginate(
        policies.allowed("certificate.see", actor).order_by(Certificate.id.desc()), page
    )


def certificate_for(decision_id: int) -> Certificate | None:
    return db.session.scalar(select(Certificate).filter_by(decision_id=decision_id))


def decisions_to_certify() -> list[int]:
    """Accredited decisions without their certificate."""
    certified = exists().where(Certificate.decision_id == Decision.id)
    released = select(DecisionRelease.decision_id)
    waiting = select(Decision.id).where(
        Decision.outcome == DecisionOutcome.ACCREDITED, Decision.id.in_(released), ~certified
    )
    return list(db.session.scalars(waiting.order_by(Decision.id)))


def certificates_to_print() -> list[int]:
    return list(db.session.scalars(select(Certificate.id).where(unbuilt(Certificate))))


def highest_number(prefix: str) -> int:
    """The highest number in use among those that begin with `prefix`; 0 before the first."""
    own = select(func.max(Certificate.number)).where(Certificate.number.startswith(prefix))
    highest = db.session.scalar(own)
    return int(highest.removeprefix(prefix)) if highest else 0
