"""The part of the table about editions, courses and enrolments."""

from __future__ import annotations

from app.models.courses import Booking
from app.models.decisions import TrainingDecision
from app.models.programme import Course, EditionInUse, Enrolment, TrainingEvent
from app.policies.actors import as_registrar, as_supervisor, as_trainee
from app.policies.courses import booking_of_my_course, course_i_attended, course_i_train
from app.policies.rule import Rule
from app.policies.training import (
    decision_confirms_a_mixture,
    decision_credits,
    decision_of_an_active_training,
    decision_of_my_trainee,
    decision_stands,
    enrolment_is_active,
    enrolment_supervised_by_me,
    event_is_not_confirmed,
    event_of_my_trainee,
    i_am_asked_to_confirm,
    own_enrolment,
    own_event,
)

OF_TRAINING: dict[str, Rule] = {
    "edition.administer": Rule(EditionInUse, ((as_registrar,),)),
    "course.administer": Rule(Course, ((as_registrar,),)),
    "course.run": Rule(Course, ((as_registrar,), (as_supervisor, course_i_train))),
    "course.evaluate": Rule(Course, ((as_trainee, course_i_attended),)),
    "booking.administer": Rule(Booking, ((as_registrar,), (as_supervisor, booking_of_my_course))),
    "enrolment.administer": Rule(Enrolment, ((as_registrar,),)),
    "enrolment.follow": Rule(
        Enrolment, ((as_trainee, own_enrolment), (as_supervisor, enrolment_supervised_by_me))
    ),
    "enrolment.work_on": Rule(Enrolment, ((as_trainee, own_enrolment, enrolment_is_active),)),
    "enrolment.withdraw": Rule(
        Enrolment,
        ((as_registrar, enrolment_is_active), (as_trainee, own_enrolment, enrolment_is_active)),
    ),
    "enrolment.supervise": Rule(
        Enrolment, ((as_supervisor, enrolment_supervised_by_me, enrolment_is_active),)
    ),
    "training_event.see": Rule(
        TrainingEvent,
        (
            (as_trainee, own_event),
            (as_supervisor, event_of_my_trainee),
            (as_supervisor, i_am_asked_to_confirm),
        ),
    ),
    "training_event.confirm": Rule(
        TrainingEvent,
        (
            (as_supervisor, event_of_my_trainee, event_is_not_confirmed),
            (as_supervisor, i_am_asked_to_confirm, event_is_not_confirmed),
        ),
    ),
    "training_event.take_back": Rule(
        TrainingEvent, ((as_trainee, own_event, event_is_not_confirmed),)
    ),
    "training_decision.take_back": Rule(
        TrainingDecision,
        (
            (as_registrar, decision_credits, decision_stands, decision_of_an_active_training),
            (
                as_supervisor,
                decision_of_my_trainee,
                decision_confirms_a_mixture,
                decision_stands,
                decision_of_an_active_training,
            ),
        ),
    ),
}
