"""Enrolment, and whose supervisor somebody is."""

from __future__ import annotations

from datetime import date

from app import audit, clock, events
from app.audit import Acting
from app.extensions import db
from app.models.people import Person
from app.models.programme import Allocation, EditionInUse, Enrolment, EnrolmentState
from app.models.services import MemberKind, Service
from app.programmes import queries
from app.services.operations import add_practitioner
from app.services.queries import current_member
from app.web.errors import Refusal


def enrol(
    actor: Acting, trainee: Person, edition: EditionInUse, service: Service, started_on: date
) -> Enrolment:
    """Pin a trainee to an edition. No stage opens and nobody supervises them yet.

    They are on the list of the service's practitioners from then on, if they were not before.

    Refused while the trainee has an active enrolment.
    """
    if queries.active_enrolment(trainee.id) is not None:
        raise Refusal(
            f"{trainee.name} is enrolled already. Nothing changed; their enrolment is in the list."
        )
    enrolment = Enrolment(
        trainee_id=trainee.id,
        edition_id=edition.id,
        service_id=service.id,
        started_on=started_on,
        enrolled_by_id=actor.person_id,
    )
    db.session.add(enrolment)
    audit.record(actor, "enrolment.made", enrolment, edition=edition.digest)
    if current_member(service, trainee, MemberKind.PRACTITIONER) is None:
        add_practitioner(actor, service, trainee)
    return enrolment


def allocate_supervisor(actor: Acting, enrolment: Enrolment, supervisor: Person) -> Allocation:
    """From now on `supervisor` supervises the trainee, and whoever did so until now does not.

    What the earlier supervisor recorded stays and counts; the new one sees of it what the trainee
    hands over (`app/supervision/handing_routes.py`), an open question included.
    Refused for the trainee, for a reviewer of theirs, and for the holder of a waiting meeting.
    """
    _refuse_who_cannot_supervise(enrolment, supervisor)
    now = queries.allocation_now(enrolment)
    if now is not None and now.supervisor_id == supervisor.id:
        return now
    if now is not None:
        now.until = clock.now()
        audit.record(actor, "supervisor.ended", now, enrolment=enrolment.id)
    allocation = Allocation(
        enrolment_id=enrolment.id,
        trainee_id=enrolment.trainee_id,
        supervisor_id=supervisor.id,
        allocated_by_id=actor.person_id,
    )
    db.session.add(allocation)
    audit.record(actor, "supervisor.allocated", allocation, enrolment=enrolment.id)
    events.tell("supervisor.allocated", allocation)
    return allocation


def withdraw(actor: Acting, enrolment: Enrolment) -> Enrolment:
    """The training ends without accreditation; what was recorded in it stays, and can be read.

    Nobody supervises the trainee from now on, so nobody but they themselves sees their cases and
    films from the next request on. They can be enrolled again. Refused once it has ended, while
    a portfolio is with the panel, and while a stage meeting waits.
    """
    _refuse_what_cannot_be_withdrawn(enrolment)
    enrolment.state = EnrolmentState.WITHDRAWN
    audit.record(actor, "enrolment.withdrawn", enrolment)
    now = queries.allocation_now(enrolment)
    if now is not None:
        now.until = clock.now()
        audit.record(actor, "supervisor.ended", now, enrolment=enrolment.id)
    return enrolment


def _refuse_what_cannot_be_withdrawn(enrolment: Enrolment) -> None:
    if enrolment.state is not EnrolmentState.ACTIVE:
        raise Refusal("This training has ended already; nothing changed.")
    if queries.is_with_the_panel(enrolment):
        raise Refusal(
            "The portfolio is with the panel. Wait for the decision; nothing changed until then."
        )
    if queries.awaits_a_meeting(enrolment):
        raise Refusal(
            "A stage meeting was proposed and is not recorded yet. Take that proposal back first; "
            "nothing changed."
        )


def _refuse_who_cannot_supervise(enrolment: Enrolment, supervisor: Person) -> None:
    name = supervisor.name
    if enrolment.state is not EnrolmentState.ACTIVE:
        raise Refusal("This training has ended, so it has no new supervisor. Nothing changed.")
    if supervisor.id == enrolment.trainee_id:
        raise Refusal("Nobody supervises themselves. Choose somebody else; nothing changed.")
    if queries.reviews_now(supervisor, enrolment):
        raise Refusal(
            f"{name} is reviewing this trainee's portfolio, and an accreditor is never the "
            "trainee's own supervisor. Choose somebody else, or wait for the decision."
        )
    if queries.holds_a_waiting_meeting(supervisor, enrolment):
        raise Refusal(
            f"{name} was asked to hold a stage meeting with this trainee, as somebody who is not "
            "their supervisor. Choose somebody else, or wait until that meeting is recorded."
        )
