"""Who leads a service, who works in it, and who is whose line manager."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import joinedload

from accreditation.wording import spoken_list
from app.extensions import db
from app.models.meetings import StageMeeting
from app.models.panel import PanelMember
from app.models.people import Person
from app.models.portfolio import Submission, SubmissionState
from app.models.programme import Enrolment
from app.models.services import MemberKind, Service, ServiceMember
from app.web.pages import Page, paginate

_named = joinedload(ServiceMember.person).lazyload(Person.roles)
_managed = joinedload(ServiceMember.line_manager).lazyload(Person.roles)


def leads_of(service_id: int) -> Sequence[ServiceMember]:
    """Who leads the service now, by name."""
    leads = (
        select(ServiceMember)
        .filter_by(service_id=service_id, kind=MemberKind.LEAD, until=None)
        .join(Person, Person.id == ServiceMember.person_id)
        .options(_named)
        .order_by(Person.name, ServiceMember.id)
    )
    return db.session.scalars(leads).all()


def leads_nothing_else(member: ServiceMember) -> bool:
    """Whether this is the only service the person leads now."""
    others = select(ServiceMember.id).where(
        ServiceMember.person_id == member.person_id,
        ServiceMember.kind == MemberKind.LEAD,
        ServiceMember.until.is_(None),
        ServiceMember.id != member.id,
    )
    return db.session.scalar(others.limit(1)) is None


def members_page(service: Service, page: int) -> Page:
    """One page of the practitioners of now, by name, with their line managers."""
    now = (
        select(ServiceMember)
        .filter_by(service_id=service.id, kind=MemberKind.PRACTITIONER, until=None)
        .join(Person, Person.id == ServiceMember.person_id)
        .options(_named, _managed)
        .order_by(Person.name, ServiceMember.id)
    )
    return paginate(now, page)


def current_member(service: Service, person: Person, kind: MemberKind) -> ServiceMember | None:
    now = select(ServiceMember).filter_by(
        service_id=service.id, person_id=person.id, kind=kind, until=None
    )
    return db.session.scalar(now)


def person_with_address(email: str) -> Person | None:
    """Whoever signs in with that address, unless their account is closed."""
    known = select(Person).filter_by(email=email.strip().lower(), closed_at=None)
    return db.session.scalar(known)


def named_line_managers(trainee_id: int) -> Sequence[str]:
    """The trainee's line managers of now who have no account, by the name typed in."""
    named = select(ServiceMember.line_manager_name).where(
        ServiceMember.person_id == trainee_id,
        ServiceMember.until.is_(None),
        ServiceMember.line_manager_name.is_not(None),
    )
    return [name for name in db.session.scalars(named.distinct()) if name]


def manages(person_id: int, trainee_id: int) -> bool:
    """Whether the person is the trainee's line manager now."""
    now = select(ServiceMember.id).filter_by(
        person_id=trainee_id, line_manager_id=person_id, until=None
    )
    return db.session.scalar(now.limit(1)) is not None


def reviews_or_meets(person_id: int, trainee_id: int) -> bool:
    """Whether the person looks at the trainee's work now as somebody independent."""
    reviews = (
        exists()
        .where(PanelMember.accreditor_id == person_id)
        .where(Submission.id == PanelMember.submission_id)
        .where(Submission.state != SubmissionState.DECIDED)
        .where(Enrolment.id == PanelMember.enrolment_id, Enrolment.trainee_id == trainee_id)
    )
    meets = (
        exists()
        .where(StageMeeting.held_by_id == person_id, StageMeeting.outcome.is_(None))
        .where(Enrolment.id == StageMeeting.enrolment_id, Enrolment.trainee_id == trainee_id)
    )
    return bool(db.session.scalar(select(or_(reviews, meets))))


def whom_to_ask(service_id: int) -> str:
    """Who can change what a service decided, in a sentence for a trainee."""
    service = db.session.get_one(Service, service_id)
    names = [one.person.name for one in leads_of(service_id)]
    if not names:
        return f"Nobody leads {service.name} in Attune yet: ask your registrar who will."
    verb = "leads" if len(names) == 1 else "lead"
    return f"Ask {spoken_list(names)}, who {verb} {service.name} in Attune."
