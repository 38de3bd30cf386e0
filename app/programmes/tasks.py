"""Who hears of a new supervisor, and of a stage that opened."""

from __future__ import annotations

from app import events, notices
from app.extensions import db
from app.models.decisions import TrainingDecision
from app.models.people import Person, Role
from app.models.programme import Allocation, Enrolment, StageOpening
from app.programmes.queries import programme_of


@events.on("supervisor.allocated")
def tell_trainee_and_supervisor(event: events.Event) -> None:
    allocation = db.session.get_one(Allocation, event.subject_id)
    if allocation.until is not None:
        return  # somebody else supervises by now
    trainee = db.session.get_one(Person, allocation.trainee_id)
    supervisor = db.session.get_one(Person, allocation.supervisor_id)
    words = f"{supervisor.name} is your supervisor now."
    notices.about(event, trainee.id, Role.TRAINEE, words, "pathway.home")
    notices.about(
        event,
        supervisor.id,
        Role.SUPERVISOR,
        f"{trainee.name} trains with you now.",
        "pathway.trainee",
        enrolment_id=allocation.enrolment_id,
    )


@events.on("training.decided")
def tell_the_trainee_what_was_decided(event: events.Event) -> None:
    decision = db.session.get_one(TrainingDecision, event.subject_id)
    enrolment = db.session.get_one(Enrolment, decision.enrolment_id)
    notices.about(
        event,
        enrolment.trainee_id,
        Role.TRAINEE,
        "Something was decided about your training. The reason stands with it.",
        "pathway.trainee",
        enrolment_id=enrolment.id,
    )


@events.on("stage.opened")
def tell_the_trainee(event: events.Event) -> None:
    opening = db.session.get_one(StageOpening, event.subject_id)
    enrolment = db.session.get_one(Enrolment, opening.enrolment_id)
    stage = programme_of(enrolment).stage(opening.stage)
    assert stage is not None
    words = f"{stage.title} is open for you."
    notices.about(event, enrolment.trainee_id, Role.TRAINEE, words, "pathway.home")
