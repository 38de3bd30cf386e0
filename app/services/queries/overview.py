"""A service at a glance, for its leads and for the registrar: counts, never anybody's work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from app import policies
from app.extensions import db
from app.models.people import Person
from app.models.programme import Enrolment, EnrolmentState
from app.models.services import CheckItem, FilmingCheck, MemberKind, Service, ServiceMember
from app.models.wording import ConsentWording, RetentionPolicy
from app.policies import Actor
from app.services.queries.filming import ItemStanding, checklist
from app.services.queries.requests import RequestCounts, request_counts
from app.services.queries.storage import Room, room_of
from app.services.queries.versions import current_policy, current_wording, draft_of
from app.web.pages import Page, paginate


@dataclass(frozen=True)
class Overview:
    service: Service
    checklist: list[ItemStanding]
    wording: ConsentWording
    draft: ConsentWording | None
    policy: RetentionPolicy
    practitioners: int
    without_line_manager: int
    trainees: int
    requests: RequestCounts
    room: Room

    @property
    def may_film(self) -> bool:
        return all(one.check is not None for one in self.checklist)


def overview(service: Service) -> Overview:
    practitioners, managed = _practitioners(service)
    return Overview(
        service=service,
        checklist=checklist(service.id),
        wording=current_wording(service.id),
        draft=draft_of(service.id),
        policy=current_policy(service.id),
        practitioners=practitioners,
        without_line_manager=practitioners - managed,
        trainees=_trainees(service),
        requests=request_counts(service.id),
        room=room_of(service),
    )


def _practitioners(service: Service) -> tuple[int, int]:
    """How many there are, and how many of them have a line manager."""
    counted = select(
        func.count(ServiceMember.id),
        func.count(ServiceMember.line_manager_id),
        func.count(ServiceMember.line_manager_name),
    ).filter_by(service_id=service.id, kind=MemberKind.PRACTITIONER, until=None)
    everybody, known, named = db.session.execute(counted).one()
    return everybody, known + named


def _trainees(service: Service) -> int:
    active = select(func.count(Enrolment.id)).filter_by(
        service_id=service.id, state=EnrolmentState.ACTIVE
    )
    return db.session.scalar(active) or 0


def led_by(actor: Actor) -> Sequence[Service]:
    """The services the actor leads now, by name."""
    return db.session.scalars(policies.allowed("service.lead", actor).order_by(Service.name)).all()


def items_left(services: Sequence[Service]) -> dict[int, int]:
    """How many items of the checklist wait to be confirmed, by id of the service; one query."""
    confirmed = _checks([one.id for one in services])
    return {one.id: len(CheckItem) - confirmed.get(one.id, 0) for one in services}


@dataclass(frozen=True)
class ServiceInList:
    """A service in the registrar's list: who leads it, how many train there, may it film."""

    service: Service
    leads: list[str]
    trainees: int
    may_film: bool


def services_page(actor: Actor, page: int) -> Page:
    """One page of every service by name, each a `ServiceInList`; five queries."""
    found = paginate(policies.allowed("service.administer", actor).order_by(Service.name), page)
    ids = [one.id for one in found.items]
    leads, trainees, checks = _leads(ids), _active(ids), _checks(ids)
    rows = [
        ServiceInList(
            one, leads[one.id], trainees.get(one.id, 0), checks.get(one.id, 0) == len(CheckItem)
        )
        for one in found.items
    ]
    return Page(rows, found.page, found.total, found.per_page)


def _leads(ids: list[int]) -> dict[int, list[str]]:
    now = (
        select(ServiceMember.service_id, Person.name)
        .join(Person, Person.id == ServiceMember.person_id)
        .where(ServiceMember.service_id.in_(ids), ServiceMember.kind == MemberKind.LEAD)
        .where(ServiceMember.until.is_(None))
        .order_by(Person.name)
    )
    leads: dict[int, list[str]] = defaultdict(list)
    for service_id, name in db.session.execute(now):
        leads[service_id].append(name)
    return leads


def _active(ids: list[int]) -> dict[int, int]:
    counted = (
        select(Enrolment.service_id, func.count(Enrolment.id))
        .where(Enrolment.service_id.in_(ids), Enrolment.state == EnrolmentState.ACTIVE)
        .group_by(Enrolment.service_id)
    )
    return {row[0]: row[1] for row in db.session.execute(counted)}


def _checks(ids: list[int]) -> dict[int, int]:
    counted = (
        select(FilmingCheck.service_id, func.count(FilmingCheck.id))
        .where(FilmingCheck.service_id.in_(ids), FilmingCheck.taken_back_at.is_(None))
        .group_by(FilmingCheck.service_id)
    )
    return {row[0]: row[1] for row in db.session.execute(counted)}
