"""Trainings by who asks: the trainee's own, and a supervisor's caseload."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from app import clock, policies
from app.extensions import db
from app.models.casework import Client
from app.models.meetings import StageMeetingKind
from app.models.people import Person
from app.models.portfolio import Portfolio, SupervisorStatement
from app.models.programme import Allocation, EditionInUse, Enrolment, EnrolmentState
from app.models.readiness import ReadinessSnapshot
from app.pathway.queries.meetings import asks_for_another_service, shares_the_service
from app.policies import Actor
from app.services.queries import manages

_edition = joinedload(Enrolment.edition).defer(EditionInUse.source)


def own_training(actor: Actor) -> tuple[Enrolment, str | None] | None:
    """The trainee's enrolment, an active one first, with their supervisor's name; one query."""
    supervisor = (
        select(Person.name)
        .join(Allocation, Allocation.supervisor_id == Person.id)
        .where(Allocation.enrolment_id == Enrolment.id, Allocation.until.is_(None))
        .scalar_subquery()
    )
    active_first = (Enrolment.state != EnrolmentState.ACTIVE, Enrolment.id.desc())
    mine = policies.allowed("enrolment.follow", actor).add_columns(supervisor.label("supervisor"))
    row = db.session.execute(mine.options(_edition).order_by(*active_first).limit(1)).first()
    return (row[0], row[1]) if row else None


def fresh_snapshots(enrolments: Sequence[Enrolment]) -> dict[int, ReadinessSnapshot]:
    """The snapshots that are true at this moment, by enrolment; one query."""
    ids = [each.id for each in enrolments]
    fresh = select(ReadinessSnapshot).where(
        ReadinessSnapshot.enrolment_id.in_(ids),
        ReadinessSnapshot.stale_since.is_(None),
        ReadinessSnapshot.worked_out_at.is_not(None),
        or_(ReadinessSnapshot.turns_on.is_(None), ReadinessSnapshot.turns_on > clock.today()),
    )
    return {each.enrolment_id: each for each in db.session.scalars(fresh)}


def clients_of(enrolment: Enrolment, actor: Actor) -> Sequence[Client]:
    """The coded clients of a training that the actor may see."""
    seen = policies.allowed("client.see", actor).where(Client.enrolment_id == enrolment.id)
    return db.session.scalars(seen.order_by(Client.code)).all()


def statements_by(enrolment: Enrolment, actor: Actor) -> Sequence[SupervisorStatement]:
    """What the supervisor was asked to write for the training's portfolio, the latest first."""
    theirs = (
        policies.allowed("supervisor_statement.read", actor)
        .join(Portfolio, Portfolio.id == SupervisorStatement.portfolio_id)
        .where(Portfolio.enrolment_id == enrolment.id)
    )
    return db.session.scalars(theirs.order_by(SupervisorStatement.id.desc())).all()


def trainee_of(enrolment: Enrolment) -> str:
    """The trainee's name."""
    return db.session.scalars(select(Person.name).filter_by(id=enrolment.trainee_id)).one()


def people_to_meet(actor: Actor) -> Sequence[Person]:
    """Supervisors who never supervised the actor and are not their line manager, by name."""
    return db.session.scalars(
        policies.allowed("person.ask_to_meet", actor).order_by(Person.name, Person.id)
    ).all()


def people_to_hold(actor: Actor, enrolment: Enrolment, kind: StageMeetingKind) -> Sequence[Person]:
    """Of the people to meet those who may hold such a meeting by the trainee's edition."""
    people = people_to_meet(actor)
    if not asks_for_another_service(enrolment, kind):
        return people
    return [each for each in people if not shares_the_service(each, enrolment)]


def is_too_close(person: Person, enrolment: Enrolment) -> bool:
    """Whether the person is the trainee, supervises or supervised them, or manages them."""
    ever = select(Allocation.id).filter_by(trainee_id=enrolment.trainee_id, supervisor_id=person.id)
    if person.id == enrolment.trainee_id or manages(person.id, enrolment.trainee_id):
        return True
    return db.session.scalar(ever.limit(1)) is not None
