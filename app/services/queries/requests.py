"""Requests for VIG work, for whoever leads a service: where each stands, and who could be asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, case, exists, func, not_, select
from sqlalchemy.orm import joinedload

from app import policies
from app.extensions import db
from app.models.case_requests import CaseRequest, RequestState
from app.models.casework import Client
from app.models.people import Person
from app.models.programme import Enrolment, EnrolmentState
from app.models.services import MemberKind, Service, ServiceMember
from app.policies import Actor
from app.policies.requests import OPEN
from app.services.queries.request_retention import last_day_of
from app.services.queries.versions import current_policy
from app.web.pages import Page, paginate

_named = joinedload(CaseRequest.practitioner).lazyload(Person.roles)
_IS_HERE = exists().where(
    ServiceMember.person_id == CaseRequest.practitioner_id,
    ServiceMember.service_id == CaseRequest.service_id,
    ServiceMember.kind == MemberKind.PRACTITIONER,
    ServiceMember.until.is_(None),
)
_IS_ASKED = (CaseRequest.state == RequestState.ALLOCATED) & _IS_HERE
_WAITS_FOR_THE_LEAD = CaseRequest.state.in_(OPEN) & not_(_IS_ASKED)
_FIRST = case(
    (_WAITS_FOR_THE_LEAD, 0),
    (_IS_ASKED, 1),
    (CaseRequest.state == RequestState.TAKEN_ON, 2),
    else_=3,
)


@dataclass(frozen=True)
class SeenRequest:
    """A request as a lead sees it; of the work it became, only whether involvement ended.

    `left`: whoever was asked and has not answered works in the service no longer. `last_day` is
    the last day on which it is kept, unless somebody takes it on.
    """

    request: CaseRequest
    left: bool
    ended: bool
    last_day: date | None


def requests_page(actor: Actor, service: Service, page: int) -> Page:
    """One page of the service's requests, each a `SeenRequest`: first what waits for the lead."""
    found = paginate(_seen_by(actor, service).order_by(_FIRST, CaseRequest.since.desc()), page)
    return Page(_as_seen(found.items, service.id), found.page, found.total, found.per_page)


def seen_request(request: CaseRequest) -> SeenRequest:
    """One request with what stands beside it in the list."""
    return _as_seen([request], request.service_id)[0]


def _seen_by(actor: Actor, service: Service) -> Select[CaseRequest]:
    seen = policies.allowed("case_request.see", actor).options(_named)
    return seen.where(CaseRequest.service_id == service.id)


def _as_seen(requests: Sequence[CaseRequest], service_id: int) -> list[SeenRequest]:
    policy, ended = current_policy(service_id), _ended(requests)
    works = _working(service_id, [one.practitioner_id for one in requests if one.practitioner_id])
    return [
        SeenRequest(
            one,
            one.state is RequestState.ALLOCATED and one.practitioner_id not in works,
            one.client_id in ended,
            None if one.state is RequestState.TAKEN_ON else last_day_of(one, policy),
        )
        for one in requests
    ]


def _working(service_id: int, person_ids: Sequence[int]) -> set[int]:
    """Those of the people who work in the service now."""
    now = select(ServiceMember.person_id).filter_by(
        service_id=service_id, kind=MemberKind.PRACTITIONER, until=None
    )
    return set(db.session.scalars(now.where(ServiceMember.person_id.in_(person_ids))))


def _ended(requests: Sequence[CaseRequest]) -> set[int]:
    """Ids of the cases they became in which involvement has ended; nothing else is read of them."""
    ids = [one.client_id for one in requests if one.client_id is not None]
    over = select(Client.id).where(Client.id.in_(ids), Client.ended_on.is_not(None))
    return set(db.session.scalars(over))


@dataclass(frozen=True)
class RequestCounts:
    """How many wait for the lead, how many for a practitioner, and how many were erased."""

    waiting: int
    allocated: int
    erased: int


def request_counts(service_id: int) -> RequestCounts:
    kept = CaseRequest.erased_at.is_(None)
    counted = select(
        func.count(case((kept & _WAITS_FOR_THE_LEAD, 1))),
        func.count(case((kept & _IS_ASKED, 1))),
        func.count(CaseRequest.erased_at),
    ).where(CaseRequest.service_id == service_id)
    return RequestCounts(*db.session.execute(counted).one())


def is_open_under(code: str, besides: CaseRequest) -> bool:
    """Whether another request of the same service that is still open has this code."""
    same = select(CaseRequest.id).where(
        CaseRequest.service_id == besides.service_id,
        CaseRequest.code == code,
        CaseRequest.state.in_(OPEN),
        CaseRequest.erased_at.is_(None),
    )
    if besides.id is not None:
        same = same.where(CaseRequest.id != besides.id)
    return db.session.scalar(same.limit(1)) is not None


def practitioners_in_training(service_id: int) -> Sequence[Person]:
    """Who could be asked to take a request on: who works and trains in the service now, by name."""
    return db.session.scalars(_in_training(service_id).order_by(Person.name, Person.id)).all()


def is_in_training(service_id: int, person_id: int) -> bool:
    """Whether the person works and trains in the service now."""
    return db.session.scalar(_in_training(service_id).where(Person.id == person_id)) is not None


def _in_training(service_id: int) -> Select[Person]:
    works = exists().where(
        ServiceMember.person_id == Person.id,
        ServiceMember.service_id == service_id,
        ServiceMember.kind == MemberKind.PRACTITIONER,
        ServiceMember.until.is_(None),
    )
    trains = exists().where(
        Enrolment.trainee_id == Person.id,
        Enrolment.service_id == service_id,
        Enrolment.state == EnrolmentState.ACTIVE,
        Enrolment.paused_on.is_(None),
    )
    return select(Person).where(works, trains, Person.closed_at.is_(None))
