"""Work in the background: certificates to issue, and to print."""

from __future__ import annotations

from app import events, notices
from app.extensions import db, transaction
from app.jobs import work
from app.models.panel import Decision
from app.models.people import Role
from app.models.register import Certificate
from app.register import operations, queries


@work("register.issue_certificate", pending=queries.decisions_to_certify)
def issue_certificate(decision_id: int) -> None:
    with transaction() as session:
        operations.issue_certificate(session.get_one(Decision, decision_id))


@work("register.print_certificate", pending=queries.certificates_to_print)
def print_certificate(certificate_id: int) -> None:
    operations.print_certificate(certificate_id)


@events.on("certificate.issued")
def tell_the_holder(event: events.Event) -> None:
    certificate = db.session.get_one(Certificate, event.subject_id)
    notices.about(
        event,
        certificate.enrolment.trainee_id,
        Role.TRAINEE,
        "Your certificate is issued. It stands beside your portfolio.",
        "portfolio.build",
    )
