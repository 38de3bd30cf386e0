"""A registrar's questions: who trains where, with whom. Never about clients or footage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import joinedload, lazyload

from app import policies
from app.extensions import db
from app.models.decisions import TrainingDecision
from app.models.people import Person
from app.models.programme import (
    Allocation,
    EditionInUse,
    Enrolment,
    EnrolmentState,
    StageOpening,
)
from app.models.readiness import ReadinessSnapshot
from app.models.services import Service
from app.policies import Actor
from app.programmes.queries.editions import programme_in
from app.programmes.queries.trainings import furthest_stage
from app.web.pages import Page, paginate

PER_PAGE = 50
PAUSED = "paused"
ANYBODY = "anybody"
SNAPSHOT = ReadinessSnapshot
OF_THE_ENROLMENT = ReadinessSnapshot.enrolment_id == Enrolment.id


class Order(StrEnum):
    """How the list can be sorted; the first word of each is what comes first."""

    NAME = "name"
    WAITING = "waiting"
    LEAST = "least"
    MOST = "most"


@dataclass(frozen=True)
class Wanted:
    """What a registrar looks for; empty finds everybody. `state` may also be `paused`."""

    name: str = ""
    state: str = ""
    stage: str = ""
    waits: str = ""
    edition: int = 0
    order: Order = Order.NAME


@dataclass(frozen=True)
class InRegistry:
    """An enrolment in the list; `since` is when the current stage opened, or the start.

    `standing` is None until it was worked out for the first time.
    """

    enrolment: Enrolment
    stage: str
    since: date
    supervisor: str | None
    standing: ReadinessSnapshot | None


def enrolments_page(actor: Actor, page: int, wanted: Wanted = Wanted()) -> Page:
    """One page of 50 enrolments, each an `InRegistry`; five queries however many there are."""
    narrowed = bool(wanted.stage or wanted.waits)  # by what only those with a snapshot have
    mine = policies.allowed("enrolment.administer", actor).join(
        SNAPSHOT, OF_THE_ENROLMENT, isouter=not narrowed
    )
    found = paginate(
        _in_order(_only(mine, wanted), wanted).options(
            joinedload(Enrolment.trainee).lazyload(Person.roles),
            joinedload(Enrolment.service),
            joinedload(Enrolment.edition).defer(EditionInUse.source),
        ),
        page,
        PER_PAGE,
        counted=_only(mine, wanted),
    )
    ids = [each.id for each in found.items]
    opened, supervisors, standing = _opened(ids), _supervisors(ids), _standing(ids)
    rows = [
        _in_registry(each, opened[each.id], supervisors.get(each.id), standing.get(each.id))
        for each in found.items
    ]
    return Page(rows, found.page, found.total, found.per_page)


def stage_titles() -> Sequence[str]:
    """The stages that trainings are at, by title."""
    titles = select(SNAPSHOT.stage_title).where(SNAPSHOT.stage_title != "").distinct()
    return db.session.scalars(titles.order_by(SNAPSHOT.stage_title)).all()


def _only(mine: Select[Any], wanted: Wanted) -> Select[Any]:
    """The enrolments that fit; a table is joined only where something asks for it."""
    if wanted.name:
        named = Person.name.icontains(wanted.name, autoescape=True)
        mine = mine.where(Enrolment.trainee_id.in_(select(Person.id).where(named)))
    if wanted.state == PAUSED:
        mine = mine.where(Enrolment.paused_on.is_not(None))
    elif wanted.state:
        mine = mine.where(Enrolment.state == wanted.state)
    if wanted.edition:
        mine = mine.where(Enrolment.edition_id == wanted.edition)
    if wanted.stage:
        mine = mine.where(SNAPSHOT.stage_title == wanted.stage)
    if wanted.waits == ANYBODY:
        mine = mine.where(SNAPSHOT.waiting_since.is_not(None))
    elif wanted.waits:
        mine = mine.where(SNAPSHOT.waits_for == wanted.waits)
    return mine


def _in_order(found: Select[Any], wanted: Wanted) -> Select[Any]:
    match wanted.order:
        case Order.WAITING if wanted.waits:  # everybody waits: the index has their order
            return found.order_by(SNAPSHOT.waiting_since, SNAPSHOT.enrolment_id)
        case Order.WAITING:
            never = SNAPSHOT.waiting_since.is_(None)
            return found.order_by(never, SNAPSHOT.waiting_since, Enrolment.id)
        case Order.LEAST:
            return found.order_by(SNAPSHOT.progress, Enrolment.id)
        case Order.MOST:
            return found.order_by(SNAPSHOT.progress.desc(), Enrolment.id)
    by_name = found.join(Person, Person.id == Enrolment.trainee_id)
    return by_name.order_by(Person.name, Enrolment.id)


def allocations_of(enrolment: Enrolment) -> Sequence[Allocation]:
    """Who supervises and supervised the trainee, the latest first."""
    everybody = (
        select(Allocation)
        .filter_by(enrolment_id=enrolment.id)
        .options(joinedload(Allocation.supervisor).lazyload(Person.roles))
    )
    return db.session.scalars(everybody.order_by(Allocation.since.desc())).all()


def decisions_of(enrolment: Enrolment) -> Sequence[TrainingDecision]:
    """What was decided about the training, the latest first."""
    decided = (
        select(TrainingDecision)
        .filter_by(enrolment_id=enrolment.id)
        .options(joinedload(TrainingDecision.decided_by).lazyload(Person.roles))
    )
    return db.session.scalars(decided.order_by(TrainingDecision.id.desc())).all()


def ids_to_take_back(actor: Actor, enrolment: Enrolment) -> set[int]:
    """Ids of the decisions about the training that the actor can take back."""
    allowed = policies.allowed("training_decision.take_back", actor)
    mine = allowed.where(TrainingDecision.enrolment_id == enrolment.id)
    return {each.id for each in db.session.scalars(mine)}


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
    enrolment: Enrolment,
    opened: dict[str, date],
    supervisor: str | None,
    standing: ReadinessSnapshot | None,
) -> InRegistry:
    programme = programme_in(enrolment.edition)
    key = furthest_stage(programme, opened)
    stage = programme.stage(key) if key else None
    since = opened[key] if key else enrolment.started_on
    return InRegistry(enrolment, (stage or programme.entry).title, since, supervisor, standing)


def _standing(ids: list[int]) -> dict[int, ReadinessSnapshot]:
    known = (SNAPSHOT.enrolment_id.in_(ids), SNAPSHOT.worked_out_at.is_not(None))
    return {each.enrolment_id: each for each in db.session.scalars(select(SNAPSHOT).where(*known))}


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
