"""Opening stages, and recording what happens in one besides cycles and supervision."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from app import audit, clock, events
from app.audit import Acting
from app.extensions import db
from app.models.people import Person
from app.models.programme import Enrolment, StageOpening, TrainingEvent, TrainingEventKind
from app.programmes import queries
from app.programmes.operations.decisions import refuse_while_paused
from app.web.errors import Refusal


def open_stage(actor: Acting, enrolment: Enrolment, stage: str, on: date) -> StageOpening:
    """Open a stage of the trainee's edition; one that is open already stays as it is.

    Raises LookupError for a stage the edition does not have.
    """
    if queries.programme_of(enrolment).stage(stage) is None:
        raise LookupError(f"This edition has no stage {stage!r}.")
    wanted = {"enrolment_id": enrolment.id, "stage": stage}
    found = db.session.scalar(select(StageOpening).filter_by(**wanted))
    if found is not None:
        return found
    opening = StageOpening(**wanted, opened_on=on)
    db.session.add(opening)
    audit.record(actor, "stage.opened", opening, enrolment=enrolment.id, stage=stage)
    events.tell("stage.opened", opening)
    return opening


def record_training_event(
    actor: Acting,
    enrolment: Enrolment,
    stage: str,
    kind: TrainingEventKind,
    held_on: date,
    minutes: int,
) -> TrainingEvent:
    """Record an introduction, a training half-day, a group sharing or a mid-point day.

    Refused for a stage that is not open, and for a day to come.
    """
    event = _took_place(actor, enrolment, stage, kind, held_on, minutes)
    event.confirmed_by_id, event.confirmed_at = actor.person_id, clock.now()
    db.session.add(event)
    audit.record(
        actor, "training_event.recorded", event, enrolment=enrolment.id, stage=stage, kind=kind
    )
    return event


def log_training_event(
    actor: Acting,
    enrolment: Enrolment,
    stage: str,
    kind: TrainingEventKind,
    held_on: date,
    minutes: int,
    about: str,
    asked: Person,
) -> TrainingEvent:
    """The trainee logs what took place; it counts once `asked`, who was there, confirms it.

    Refused for a stage that is not open, for a day to come, and while the training is paused.
    """
    event = _took_place(actor, enrolment, stage, kind, held_on, minutes)
    refuse_while_paused(enrolment, "nothing is logged")
    if asked.id == enrolment.trainee_id:
        raise Refusal("Choose somebody else to confirm it.")
    event.about, event.asked_id = about, asked.id
    db.session.add(event)
    audit.record(
        actor, "training_event.logged", event, enrolment=enrolment.id, stage=stage, kind=kind
    )
    events.tell("training_event.logged", event)
    return event


def confirm_training_event(actor: Acting, event: TrainingEvent) -> None:
    """It took place as it is logged, and counts from now on; once confirmed it stays so."""
    if event.confirmed_at is not None:
        raise Refusal("This is confirmed already. Nothing changed.")
    event.confirmed_at, event.confirmed_by_id = clock.now(), actor.person_id
    audit.record(actor, "training_event.confirmed", event, enrolment=event.enrolment_id)
    events.tell("training_event.confirmed", event)


def take_back_training_event(actor: Acting, event: TrainingEvent) -> None:
    """The trainee takes back what nobody confirmed; it is gone, and can be logged anew."""
    if event.confirmed_at is not None:
        raise Refusal("This is confirmed already, so it stays. Nothing changed.")
    audit.record(actor, "training_event.taken_back", event, enrolment=event.enrolment_id)
    db.session.delete(event)


def _took_place(
    actor: Acting,
    enrolment: Enrolment,
    stage: str,
    kind: TrainingEventKind,
    held_on: date,
    minutes: int,
) -> TrainingEvent:
    if stage not in queries.opened_stages(enrolment):
        raise Refusal("This stage is not open yet, so nothing can be recorded in it.")
    if held_on > clock.today():
        raise Refusal("That day is still to come. Record it once it has taken place.")
    return TrainingEvent(
        enrolment_id=enrolment.id,
        stage=stage,
        kind=kind,
        held_on=held_on,
        minutes=minutes,
        recorded_by_id=actor.person_id,
    )
