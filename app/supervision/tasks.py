"""Who hears that supervision was asked for, signed, or lost a film that was brought to it."""

from __future__ import annotations

from accreditation.consent import Purpose
from accreditation.wording import counted, day
from app import events, notices
from app.extensions import db
from app.models.casework import CasePerson
from app.models.consent import Consent
from app.models.people import Role
from app.models.supervision import SupervisionRequest, SupervisionSession
from app.programmes.queries import supervisor_of
from app.supervision import queries

NEEDED = {Purpose.FILMING, Purpose.SUPERVISION}


@events.on("supervision.asked")
def tell_the_supervisor(event: events.Event) -> None:
    request = db.session.get_one(SupervisionRequest, event.subject_id)
    enrolment = request.cycle.enrolment
    supervisor = supervisor_of(enrolment)
    if supervisor is None or request.answered_at is not None:
        return
    notices.about(
        event,
        supervisor.id,
        Role.SUPERVISOR,
        f"{enrolment.trainee.name} asks you for supervision of a cycle.",
        "supervision.prepare",
        enrolment_id=enrolment.id,
    )


@events.on("session.signed")
def tell_the_trainee(event: events.Event) -> None:
    session = db.session.get_one(SupervisionSession, event.subject_id)
    number = event.detail["confirmed"]
    confirmed = f" and confirmed {counted(number, 'cycle')}" if number else ""
    notices.about(
        event,
        session.enrolment.trainee_id,
        Role.TRAINEE,
        f"{session.supervisor.name} signed your session of {day(session.held_on)}{confirmed}.",
        "supervision.session",
        session_id=session.id,
    )


@events.on("session.countersigned")
def tell_the_supervisor_of_the_signature(event: events.Event) -> None:
    session = db.session.get_one(SupervisionSession, event.subject_id)
    notices.about(
        event,
        session.supervisor_id,
        Role.SUPERVISOR,
        f"{session.enrolment.trainee.name} signed the session of {day(session.held_on)} too.",
        "supervision.session",
        session_id=session.id,
    )


@events.on("session.corrected")
def tell_the_trainee_of_the_correction(event: events.Event) -> None:
    session = db.session.get_one(SupervisionSession, event.subject_id)
    notices.about(
        event,
        session.enrolment.trainee_id,
        Role.TRAINEE,
        f"{session.supervisor.name} corrected your session of {day(session.held_on)}. "
        "What was signed before stands beside it.",
        "supervision.session",
        session_id=session.id,
    )


@events.on("consent.withdrawn")
def tell_the_supervisor_of_a_withdrawal(event: events.Event) -> None:
    """If a film they were brought rested on it; without who, which film, or why."""
    consent = db.session.get_one(Consent, event.subject_id)
    person = db.session.get_one(CasePerson, consent.case_person_id)
    supervisor = supervisor_of(person.client.enrolment)
    rested = consent.purpose in NEEDED and queries.was_brought_with(person)
    if supervisor is None or not rested:
        return
    notices.about(
        event,
        supervisor.id,
        Role.SUPERVISOR,
        f"In the training of {person.client.enrolment.trainee.name} somebody took their agreement "
        "back. What rested on it is no longer shown; there is nothing to do.",
        "pathway.trainee",
        enrolment_id=person.client.enrolment_id,
        once=f"{event.kind} {person.id} {event.at.date()}",
    )
