"""Issuing a certificate, and printing it."""

from __future__ import annotations

import logging
import secrets
from pathlib import Path

import segno
from flask import current_app

from accreditation.certificate import (
    ALPHABET,
    CODE_LENGTH,
    YEARS_VALID,
    grouped,
    years_after,
)
from accreditation.marks import NOT_AVIGUK
from app import audit, clock, events
from app.extensions import db, transaction
from app.jobs import ring_after_commit
from app.models.panel import Decision, DecisionOutcome
from app.models.people import Person
from app.models.portfolio import Submission
from app.models.programme import Enrolment
from app.models.register import Certificate
from app.pdf import PressStopped, SigningFault, press
from app.portfolio import files
from app.portfolio.book import colours
from app.portfolio.operations.tries import LeaseLost, Try
from app.portfolio.signature import signed
from app.programmes.queries import programme_of
from app.register import queries
from app.register.addresses import address_to_check

log = logging.getLogger(__name__)


def issue_certificate(decision: Decision) -> Certificate | None:
    """The certificate of an accredited decision; issuing it again returns the one there is.

    Name and edition stand in it by value. Its PDF is made in the background. None for a
    decision that was `not yet`.
    """
    if decision.outcome is not DecisionOutcome.ACCREDITED:
        return None
    before = queries.certificate_for(decision.id)
    if before is not None:
        return before
    submission = db.session.get_one(Submission, decision.submission_id)
    enrolment = db.session.get_one(Enrolment, submission.enrolment_id)
    certificate = Certificate(
        number=_next_number(),
        enrolment_id=enrolment.id,
        decision_id=decision.id,
        holder_name=db.session.get_one(Person, enrolment.trainee_id).name,
        edition_title=programme_of(enrolment).title,
        issued_on=decision.decided_at.date(),
        code="".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH)),
        valid_until=years_after(decision.decided_at.date(), YEARS_VALID),
    )
    db.session.add(certificate)
    audit.record(None, "certificate.issued", certificate, number=certificate.number)
    events.tell("certificate.issued", certificate)
    ring_after_commit("register.print_certificate", certificate.id)
    return certificate


def print_certificate(certificate_id: int) -> None:
    """Give a certificate its PDF. Safe to repeat, and safe to kill at any moment."""
    this = Try.begin(Certificate, certificate_id)
    if this is None:
        return
    try:
        _print(this)
    except LeaseLost:
        return
    except (PressStopped, SigningFault, OSError) as stopped:
        log.warning("Certificate %s could not be printed: %s", certificate_id, stopped)
        this.give_back()
    except Exception:
        this.give_back()
        raise


def _print(this: Try) -> None:
    certificate = db.session.get_one(Certificate, this.row_id)
    key = f"certificates/{certificate.id}.pdf"
    with files.scratch(f"certificate-{certificate.id}") as folder:
        made = signed(
            press(
                _html(certificate),
                folder / "certificate.pdf",
                {"check.svg": _picture_of_the_address(certificate, folder)},
                go_on=this.go_on,
            )
        )
        this.go_on()
        files.storage().publish(key, made.path)
    with transaction():
        this.finish(
            document_key=key,
            document_sha256=made.sha256,
            document_pages=made.pages,
            document_bytes=made.size,
        )
        audit.record(None, "certificate.printed", certificate)


def _picture_of_the_address(certificate: Certificate, folder: Path) -> Path:
    picture = folder / "check.svg"
    segno.make(address_to_check(certificate), micro=False).save(str(picture), border=0, scale=4)
    return picture


def _html(certificate: Certificate) -> str:
    decision = certificate.decision
    programme = programme_of(certificate.enrolment)
    template = current_app.jinja_env.get_template("register/document.html")
    return template.render(
        certificate=certificate,
        accreditor=decision.decided_by.name,
        standing=programme.standing,
        notice=NOT_AVIGUK,
        code=grouped(certificate.code),
        address=address_to_check(certificate).partition("://")[2],
        colours=colours(),
    )


def _next_number() -> str:
    prefix = f"AT-{clock.today().year}-"
    return f"{prefix}{queries.highest_number(prefix) + 1:06}"
