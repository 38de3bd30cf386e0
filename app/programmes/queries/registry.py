"""A registrar's questions: who trains where, with whom. Never about clients or footage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import exists, select
from sqlalchemy.orm import joinedload, lazyload

from app import policies
from app.extensions import db
from app.models.people import Person
from app.models.programme import (
    Allocation,
    EditionInUse,
    Enrolment,
    EnrolmentState,
    StageOpening,
)
from app.models.services import Service
from app.policies import Actor
from app.programmes.queries.editions import programme_in
from app.programmes.queries.trainings import furthest_stage
from app.web.pages import Page, paginate


@dataclass(frozen=True)
class InRegistry:
    """An enrolment in the list; `since` is when the current stage opened, or the start."""

    enrolment: Enrolment
    stage: str
    since: date
    supervisor: str | None


def enrolments_page(actor: Actor, page: int) -> Page:
    """One page of every enrolment by the trainee's name, each an `InRegistry`; five queries."""
    every = (
        policies.allowed("enrolment.administer", actor)
        .join(Person, Person.id == Enrolment.trainee_id)
        .options(
            joinedload(Enrolment.trainee).lazyload(Person.roles),
            joinedload(Enrolment.service),
            joinedload(Enrolment.edition).defer(EditionInUse.source),
        )
        .order_by(Person.name, Enrolment.id)
    )
    found = paginate(every, page)
    ids = [each.id for each in found.items]
    opened, supervisors = _opened(ids), _supervisors(ids)
    rows = [_in_registry(each, opened[each.id], supervisors.get(each.id)) for each in found.items]
    return Page(rows, found.page, found.total, found.per_page)


def allocations_of(enrolment: Enrolment) -> Sequence[Allocation]:
    """Who supervises and supervised the trainee, the latest first."""
    everybody = (
        select(Allocation)
        .filter_by(enrolment_id=enrolment.id)
        .options(joinedload(Allocation.supervisor).lazyload(Person.roles))
    )
    return db.session.scalars(everybody.order_by(Allocation.since.desc())).all()


def people_to_enrol(actor: Actor) -> Sequence[Person]:
    """Trainees without an active enrolment, by name."""
    enrolled = exists().where(
        Enrolment.trainee_id == Person.id, Enrolment.state == EnrolmentState.ACTIVE
    )
    free = policies.allowed("person.enrol", actor).where(~enrolled).options(lazyload(Person.roles))
    return db.session.scalars(free.order_by(Person.name, Person.id)).all()


def people_to_allocate(actor: Actor, enrolment: Enrolment) -> Sequence[Person]:
    """Supervisors besides the trainee, by name."""
    others = policies.allowed("person.allocate", actor).where(Person.id != enrolment.trainee_id)
    named = others.options(lazyload(Person.roles)).order_by(Person.name, Person.id)
    return db.session.scalars(named).all()


def services() -> Sequence[Service]:
    return db.session.scalars(select(Service).order_by(Service.name)).all()


def _in_registry(
    enrolment: Enrolment, opened: dict[str, date], supervisor: str | None
) -> InRegistry:
    programme = programme_in(enrolment.edition)
    key = furthest_stage(programme, opened)
    stage = programme.stage(key) if key else None
    since = opened[key] if key else enrolment.started_on
    return InRegistry(enrolment, (stage or programme.entry).title, since, supervisor)


def _opened(ids: list[int]) -> dict[int, dict[str, date]]:
    opened: dict[int, dict[str, date]] = {each: {} for each in ids}
    rows = select(StageOpening.enrolment_id, StageOpening.stage, StageOpening.opened_on)
    for enrolment_id, stage, on in db.session.execute(
        rows.where(StageOpening.enrolment_id.in_(ids))
    ):
        opened[enrolment_id][stage] = on
    return opened


def _supervisors(ids: list[int]) -> dict[int, str]:
    now = (
        select(Allocation.enrolment_id, Person.name)
        .join(Person, Person.id == Allocation.supervisor_id)
        .where(Allocation.enrolment_id.in_(ids), Allocation.until.is_(None))
    )
    return {row.enrolment_id: row.name for row in db.session.execute(now)}
