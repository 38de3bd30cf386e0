"""Work in the background: certificates to issue, and to print."""

from __future__ import annotations

from app.extensions import transaction
from app.jobs import work
from app.models.panel import Decision
from app.register import operations, queries


@work("register.issue_certificate", pending=queries.decisions_to_certify)
def issue_certificate(decision_id: int) -> None:
    with transaction() as session:
        operations.issue_certificate(session.get_one(Decision, decision_id))


@work("register.print_certificate", pending=queries.certificates_to_print)
def print_certificate(certificate_id: int) -> None:
    operations.print_certificate(certificate_id)
