"""What the registrar does with a certificate: renews, suspends, lifts that, changes the name."""

from __future__ import annotations

from datetime import date

from accreditation.certificate import YEARS_VALID, years_after
from app import audit, clock, events
from app.extensions import db
from app.jobs import ring_after_commit
from app.models.register import Certificate, Renewal
from app.policies import Actor
from app.web.errors import Refusal


def renew(actor: Actor, certificate: Certificate, valid_until: date) -> Renewal:
    """Let it be valid until another day. Refused for a day that is not later, or too far away."""
    furthest = years_after(max(certificate.valid_until, clock.today()), YEARS_VALID + 1)
    if valid_until <= certificate.valid_until or valid_until > furthest:
        raise Refusal(
            "A renewal ends later than the certificate does now, and not more than "
            f"{YEARS_VALID + 1} years later. Nothing was changed."
        )
    renewal = Renewal(
        certificate_id=certificate.id, renewed_by_id=actor.person_id, valid_until=valid_until
    )
    db.session.add(renewal)
    certificate.valid_until, certificate.renewal_asked_at = valid_until, None
    audit.record(actor, "certificate.renewed", certificate, valid_until=valid_until.isoformat())
    events.tell("certificate.renewed", certificate)
    _print_again(certificate)
    return renewal


def suspend(actor: Actor, certificate: Certificate, because: str) -> Certificate:
    """Whoever checks it reads that it is suspended; the reason is for holder and registrar."""
    if certificate.suspended_at is not None:
        raise Refusal("It is suspended already. Nothing was changed.")
    certificate.suspended_at, certificate.suspended_because = clock.now(), because
    audit.record(actor, "certificate.suspended", certificate)
    events.tell("certificate.suspended", certificate)
    return certificate


def lift_suspension(actor: Actor, certificate: Certificate) -> None:
    if certificate.suspended_at is None:
        raise Refusal("It is not suspended. Nothing was changed.")
    certificate.suspended_at, certificate.suspended_because = None, ""
    audit.record(actor, "certificate.suspension_lifted", certificate)
    events.tell("certificate.suspension_lifted", certificate)


def change_name(actor: Actor, certificate: Certificate, name: str) -> Certificate:
    """Print it with another name. Number and code stay; the earlier name stays in the audit."""
    if name == certificate.holder_name:
        raise Refusal("That is the name it has. Nothing was changed.")
    audit.record(actor, "certificate.renamed", certificate, before=certificate.holder_name)
    certificate.holder_name = name
    _print_again(certificate)
    return certificate


def _print_again(certificate: Certificate) -> None:
    certificate.built_at = certificate.document_key = None
    certificate.lease_until, certificate.attempts = None, 0
    ring_after_commit("register.print_certificate", certificate.id)
