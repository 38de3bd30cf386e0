"""Who leads a service and who works in it, and a practitioner's line manager."""

from __future__ import annotations

from app import audit, clock
from app.accounts.operations import end_role, give_role
from app.audit import Acting
from app.extensions import db
from app.models.people import Person, Role
from app.models.services import MemberKind, Service, ServiceMember
from app.services import queries
from app.web.errors import Refusal


def appoint_lead(actor: Acting, service: Service, person: Person) -> ServiceMember:
    """The person leads the service from now on, and holds the role that it takes.

    A service may have several leads. Leading it already changes nothing.
    """
    now = queries.current_member(service, person, MemberKind.LEAD)
    if now is not None:
        return now
    give_role(actor, person, Role.SERVICE_LEAD)
    lead = _member(service, person, MemberKind.LEAD)
    audit.record(actor, "service.lead_appointed", lead, service=service.id, person=person.id)
    return lead


def add_practitioner(
    actor: Acting,
    service: Service,
    person: Person,
    line_manager: Person | None = None,
    line_manager_name: str = "",
) -> ServiceMember:
    """The person works in the service from now on, under a line manager where one is given.

    Raises Refusal when they do already, and as `set_line_manager` does.
    """
    if queries.current_member(service, person, MemberKind.PRACTITIONER) is not None:
        raise Refusal(f"{person.name} is on the list already; nothing changed.")
    _refuse_line_manager(person, line_manager)
    member = _member(service, person, MemberKind.PRACTITIONER)
    _put(member, line_manager, line_manager_name)
    audit.record(actor, "service.practitioner_added", member, service=service.id, person=person.id)
    return member


def set_line_manager(
    actor: Acting, member: ServiceMember, line_manager: Person | None, name: str = ""
) -> ServiceMember:
    """Their line manager is this person, or has this name and no account; neither: nobody.

    From then on the line manager is nobody's choice for their panel and stage meetings.
    Raises Refusal for themselves, and for somebody who looks at their work independently now.
    """
    if member.kind is not MemberKind.PRACTITIONER or member.until is not None:
        raise Refusal("Only a practitioner of now has a line manager here. Nothing changed.")
    _refuse_line_manager(member.person, line_manager)
    _put(member, line_manager, name)
    audit.record(
        actor,
        "service.line_manager_set",
        member,
        line_manager=line_manager.id if line_manager else None,
        has_no_account=bool(member.line_manager_name),
    )
    return member


def end_membership(actor: Acting, member: ServiceMember) -> ServiceMember:
    """They lead the service, or work in it, no longer; what was recorded stays.

    Who leads nothing else loses the role with it, and on the next request all it allowed.
    """
    if member.until is not None:
        raise Refusal("This has ended already; nothing changed.")
    member.until = clock.now()
    audit.record(actor, "service.membership_ended", member, kind=member.kind.value)
    if member.kind is MemberKind.LEAD and queries.leads_nothing_else(member):
        end_role(actor, member.person, Role.SERVICE_LEAD)
    return member


def _member(service: Service, person: Person, kind: MemberKind) -> ServiceMember:
    member = ServiceMember(
        service_id=service.id, person_id=person.id, person=person, kind=kind, since=clock.now()
    )
    db.session.add(member)
    return member


def _put(member: ServiceMember, line_manager: Person | None, name: str) -> None:
    member.line_manager_id = line_manager.id if line_manager else None
    member.line_manager = line_manager
    member.line_manager_name = None if line_manager else name.strip() or None


def _refuse_line_manager(person: Person, line_manager: Person | None) -> None:
    if line_manager is None:
        return
    if line_manager.id == person.id:
        raise Refusal("Nobody is their own line manager. Choose somebody else; nothing changed.")
    if queries.reviews_or_meets(line_manager.id, person.id):
        raise Refusal(
            f"{line_manager.name} was asked to look at the work of {person.name} as somebody "
            "independent, and a line manager is not. Choose somebody else, or wait until that "
            "is over; nothing changed."
        )
