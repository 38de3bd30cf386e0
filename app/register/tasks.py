"""Work in the background: certificates to issue, to print, to remind of; and who hears of what."""

from __future__ import annotations

from accreditation.wording import day
from app import events, mail, notices
from app.extensions import db, transaction
from app.jobs import work
from app.models.panel import Decision
from app.models.people import Role
from app.models.register import Certificate
from app.notices.queries import holders_of
from app.register import operations, queries


@work("register.issue_certificate", pending=queries.decisions_to_certify)
def issue_certificate(decision_id: int) -> None:
    with transaction() as session:
        operations.issue_certificate(session.get_one(Decision, decision_id))


@work("register.print_certificate", pending=queries.certificates_to_print)
def print_certificate(certificate_id: int) -> None:
    operations.print_certificate(certificate_id)


@work("register.remind", pending=queries.to_be_reminded)
def remind(certificate_id: int) -> None:
    """Tell the holder, once for each of the two times, that the certificate ends."""
    with transaction() as session:
        certificate = session.get_one(Certificate, certificate_id)
        days = queries.days_of_reminder(certificate)
        if days is None:
            return
        notices.tell(
            certificate.enrolment.trainee_id,
            f"Your certificate is valid until {day(certificate.valid_until)}. You can ask for its "
            "renewal now.",
            mail.path("register.certificate", certificate_id=certificate.id),
            once=queries.reminder_key(certificate.id, days, certificate.valid_until),
            role=Role.TRAINEE,
        )


@events.on("certificate.issued")
def tell_the_holder(event: events.Event) -> None:
    _tell_holder(event, "Your certificate is issued. It stands beside your portfolio.")


@events.on("certificate.renewed")
def tell_of_renewal(event: events.Event) -> None:
    certificate = db.session.get_one(Certificate, event.subject_id)
    _tell_holder(event, f"Your certificate is renewed until {day(certificate.valid_until)}.")


@events.on("certificate.suspended")
def tell_of_suspension(event: events.Event) -> None:
    _tell_holder(event, "Your certificate is suspended. Its page says why, and whom to ask.")


@events.on("certificate.suspension_lifted")
def tell_that_it_is_lifted(event: events.Event) -> None:
    _tell_holder(event, "Your certificate is not suspended any more.")


@events.on("certificate.renewal_asked")
def tell_the_registrars(event: events.Event) -> None:
    certificate = db.session.get_one(Certificate, event.subject_id)
    for person_id in holders_of(Role.REGISTRAR):
        notices.about(
            event,
            person_id,
            Role.REGISTRAR,
            f"{certificate.holder_name} asks for the renewal of a certificate.",
            "register.look_after",
            certificate_id=certificate.id,
        )


def _tell_holder(event: events.Event, words: str) -> None:
    certificate = db.session.get_one(Certificate, event.subject_id)
    notices.about(
        event,
        certificate.enrolment.trainee_id,
        Role.TRAINEE,
        words,
        "register.certificate",
        certificate_id=certificate.id,
    )
