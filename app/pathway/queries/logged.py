"""Questions about what took place in a training: what its edition counts, what was logged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from accreditation.programme import Confirmer, Kind, Requirement, SupervisionSessions
from app import policies
from app.extensions import db
from app.models.people import Person
from app.models.programme import Enrolment, TrainingEvent, TrainingEventKind
from app.policies import Actor
from app.programmes.queries import programme_of, supervisor_of
from app.web.pages import Page, paginate

Event = TrainingEventKind
COUNTED = {
    Kind.INTRODUCTION: Event.INTRODUCTION,
    Kind.GROUP_SHARING: Event.GROUP_SHARING,
    Kind.MID_POINT: Event.MIDPOINT,
    Kind.SUPERVISION_GIVEN: Event.SUPERVISION_GIVEN,
    Kind.SESSIONS_OBSERVED: Event.SESSION_OBSERVED,
    Kind.MEETINGS_SHADOWED: Event.MEETING_SHADOWED,
    Kind.SUPERVISION_OF_SUPERVISION: Event.SUPERVISION_OF_SUPERVISION,
}
BY_A_MEETING = {Event.GROUP_SHARING, Event.MIDPOINT}
"""Those that a trainee proposes as a meeting, and does not log."""

LABELS = {
    Event.INTRODUCTION: "introduction to the stage",
    Event.TRAINING_HALF_DAY: "training half-day",
    Event.GROUP_SHARING: "films shared with the training group",
    Event.MIDPOINT: "mid-point day, presented to another supervisor",
    Event.SUPERVISION_GIVEN: "supervision you gave",
    Event.SESSION_OBSERVED: "session of somebody else you observed",
    Event.MEETING_SHADOWED: "stage meeting you shadowed",
    Event.SUPERVISION_OF_SUPERVISION: "supervision of the supervision you give",
}


@dataclass(frozen=True)
class Asked:
    """Something an open stage counts: its key in a form, its words, and who confirms it."""

    stage: str
    kind: TrainingEventKind
    label: str
    confirmed_by: tuple[Confirmer, ...]

    @property
    def key(self) -> str:
        return f"{self.stage}.{self.kind.value}"


def to_record(enrolment: Enrolment) -> list[Asked]:
    """What the trainee's own supervisor can record, the stage of now first."""
    return [each for each in _asked(enrolment) if Confirmer.SUPERVISOR in each.confirmed_by]


def to_log(enrolment: Enrolment) -> list[Asked]:
    """What the trainee can log for somebody to confirm, the stage of now first."""
    return [each for each in _asked(enrolment) if each.kind not in BY_A_MEETING]


def _asked(enrolment: Enrolment) -> Iterator[Asked]:
    opened = {each.stage for each in enrolment.stages}
    for stage in reversed(programme_of(enrolment).stages):
        for requirement in stage.requirements if stage.key in opened else ():
            kind = _counted_by(requirement)
            if kind is not None:
                label = f"{stage.title}: {LABELS[kind]}"
                yield Asked(stage.key, kind, label, requirement.confirmed_by)


def _counted_by(requirement: Requirement) -> TrainingEventKind | None:
    if isinstance(requirement, SupervisionSessions) and requirement.training_half_days:
        return Event.TRAINING_HALF_DAY
    return COUNTED.get(requirement.kind)


def people_to_ask(actor: Actor, enrolment: Enrolment) -> Sequence[Person]:
    """Supervisors who may have been there, the trainee's own first, then by name."""
    supervisors = policies.allowed("person.ask_to_confirm", actor)
    own = supervisor_of(enrolment)
    by_name = db.session.scalars(supervisors.order_by(Person.name, Person.id)).all()
    return sorted(by_name, key=lambda each: own is None or each.id != own.id)


def logged_in(enrolment: Enrolment, actor: Actor, page: int) -> Page:
    """What took place in a training besides cycles, sessions and stage meetings, latest first."""
    seen = policies.allowed("training_event.see", actor)
    mine = seen.where(TrainingEvent.enrolment_id == enrolment.id)
    return paginate(_with_people(mine), page)


def to_confirm(actor: Actor, page: int) -> Page:
    """What trainees logged and the actor can confirm, the latest first."""
    return paginate(_with_people(policies.allowed("training_event.confirm", actor)), page)


def count_to_confirm(actor: Actor) -> int:
    """How many entries wait for the actor to confirm them."""
    waiting = policies.allowed("training_event.confirm", actor).order_by(None)
    return db.session.scalar(select(func.count()).select_from(waiting.subquery())) or 0


def _with_people(query: Select[Any]) -> Select[Any]:
    whose = joinedload(TrainingEvent.enrolment).joinedload(Enrolment.trainee)
    people = (whose, joinedload(TrainingEvent.asked), joinedload(TrainingEvent.confirmed_by))
    named = query.options(*(each.lazyload(Person.roles) for each in people))
    return named.order_by(TrainingEvent.held_on.desc(), TrainingEvent.id.desc())
