"""Questions about certificates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, String, cast, exists, func, literal, select

from accreditation.certificate import CODE_LENGTH, REMINDERS_DAYS_BEFORE, plain
from app import clock, policies
from app.extensions import db
from app.models.notices import Notice
from app.models.panel import Decision, DecisionOutcome, DecisionRelease
from app.models.register import Certificate, PracticeEntry
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


def by_code(written: str) -> Certificate | None:
    """The certificate with this code, however somebody wrote it down."""
    code = plain(written)
    if len(code) != CODE_LENGTH:
        return None
    return db.session.scalar(select(Certificate).filter_by(code=code))


def public_page(name: str, page: int) -> Page:
    """Holders who chose to be found, whose certificate is valid today, by name."""
    listed = select(Certificate).where(
        Certificate.listed_at.is_not(None),
        Certificate.suspended_at.is_(None),
        Certificate.valid_until >= clock.today(),
    )
    if name:
        listed = listed.where(Certificate.holder_name.icontains(name, autoescape=True))
    return paginate(listed.order_by(Certificate.holder_name, Certificate.id), page)


def log_page(certificate: Certificate, page: int) -> Page:
    """The renewal log, the latest day first."""
    return paginate(_log(certificate).order_by(PracticeEntry.done_on.desc(), _NEWEST), page)


def log_since_renewal(certificate: Certificate) -> int:
    """How many entries were written since the certificate was issued or last renewed."""
    kept = _log(certificate)
    if certificate.renewals:
        kept = kept.where(PracticeEntry.added_at > certificate.renewals[-1].renewed_at)
    return db.session.scalar(select(func.count()).select_from(kept.subquery())) or 0


def _log(certificate: Certificate) -> Select[Any]:
    return select(PracticeEntry).where(
        PracticeEntry.certificate_id == certificate.id, PracticeEntry.removed_at.is_(None)
    )


_NEWEST = PracticeEntry.id.desc()


def reminder_key(certificate_id: int, days: int, valid_until: date) -> str:
    """What makes a reminder one and the same; the SQL of `to_be_reminded` says it too."""
    return f"certificate-ends-{certificate_id}-{days}-{valid_until.isoformat()}"


def to_be_reminded() -> list[int]:
    """Certificates that end soon and whose holder has not heard of it."""
    return sorted({one for days in REMINDERS_DAYS_BEFORE for one in _unaware(days)})


def days_of_reminder(certificate: Certificate) -> int | None:
    """The reminder that is due: the one of 30 days once it is so near, else that of 90."""
    left = (certificate.valid_until - clock.today()).days
    return next((days for days in sorted(REMINDERS_DAYS_BEFORE) if 0 <= left <= days), None)


def _unaware(days: int) -> Sequence[int]:
    nearer = max((one for one in REMINDERS_DAYS_BEFORE if one < days), default=-1)
    key = (
        literal("certificate-ends-")
        + cast(Certificate.id, String)
        + f"-{days}-"
        + cast(Certificate.valid_until, String)
    )
    ending = select(Certificate.id).where(
        Certificate.valid_until > clock.today() + timedelta(days=nearer),
        Certificate.valid_until <= clock.today() + timedelta(days=days),
        Certificate.suspended_at.is_(None),
        ~exists().where(Notice.once == key),
    )
    return db.session.scalars(ending).all()
