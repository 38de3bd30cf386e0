"""The part of the table about editions, courses and enrolments."""

from __future__ import annotations

from app.models.courses import Booking
from app.models.programme import Course, EditionInUse, Enrolment
from app.policies.actors import as_registrar, as_supervisor, as_trainee
from app.policies.courses import booking_of_my_course, course_i_train
from app.policies.rule import Rule
from app.policies.training import enrolment_is_active, enrolment_supervised_by_me, own_enrolment

OF_TRAINING: dict[str, Rule] = {
    "edition.administer": Rule(EditionInUse, ((as_registrar,),)),
    "course.administer": Rule(Course, ((as_registrar,),)),
    "course.run": Rule(Course, ((as_registrar,), (as_supervisor, course_i_train))),
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
}
