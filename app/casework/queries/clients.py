"""Questions about coded clients and the people of a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from accreditation.retention import Countdown, countdown
from app import clock, policies
from app.extensions import db
from app.models.casework import CasePerson, CaseType, Client, Cycle
from app.models.people import Person
from app.models.programme import Enrolment
from app.policies import Actor
from app.programmes.queries import programme_of
from app.services.queries import policy_for
from app.web.pages import Page, paginate


@dataclass(frozen=True)
class ClientInList:
    """A client with how many cycles were started, and how many of them are confirmed."""

    client: Client
    started: int
    confirmed: int


def kinds_of_work(enrolment: Enrolment) -> list[CaseType]:
    """What a case of this training can be; the first is the likeliest.

    Supervision is one's own to film only where the edition is for whoever learns to supervise.
    """
    counted = {CaseType(one.value) for one in programme_of(enrolment).case_types}
    offered = [one for one in CaseType if one in counted or one is not CaseType.SUPERVISION]
    return sorted(offered, key=lambda one: one not in counted)


def clients_page(actor: Actor, page: int) -> Page:
    """One page of the trainee's clients, the latest first, each a `ClientInList`."""
    mine = policies.allowed("client.see", actor).order_by(Client.opened_on.desc(), Client.id.desc())
    found = paginate(mine, page)
    counts = _cycle_counts([client.id for client in found.items])
    rows = [ClientInList(client, *counts.get(client.id, (0, 0))) for client in found.items]
    return Page(rows, found.page, found.total, found.per_page)


def _cycle_counts(client_ids: list[int]) -> dict[int, tuple[int, int]]:
    counted = (
        select(Cycle.client_id, func.count(Cycle.id), func.count(Cycle.confirmed_at))
        .where(Cycle.client_id.in_(client_ids))
        .group_by(Cycle.client_id)
    )
    return {client: (started, done) for client, started, done in db.session.execute(counted)}


def cycles_of(client: Client, actor: Actor) -> list[Cycle]:
    """The cycles of a client that `actor` may see, in order, each with its client."""
    seen = policies.allowed("cycle.see", actor).where(Cycle.client_id == client.id)
    in_order = seen.order_by(Cycle.number).options(joinedload(Cycle.client))
    return list(db.session.scalars(in_order))


def is_listed(client: Client, person: Person) -> bool:
    """Whether a practitioner is among the people who may be in shot."""
    return any(one.person_id == person.id for one in client.people)


def countdown_of(client: Client, ended_on: date | None = None) -> Countdown:
    """How long the films of a case may stay, by its service's policy of today.

    `ended_on` asks what would be if the work had ended on that day.
    """
    policy = policy_for(client)
    return countdown(ended_on or client.ended_on, policy.months_after_end, on=clock.today())


def listed_as(actor: Actor, page: int) -> Page:
    """Where the actor themselves may be in shot, with the case, the latest first."""
    mine = policies.allowed("case_person.answer_as", actor).options(joinedload(CasePerson.client))
    return paginate(mine.order_by(CasePerson.id.desc()), page)
