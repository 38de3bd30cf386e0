"""What people thought of an intro course: kept without who said it, once for each of them."""

from __future__ import annotations

from app import clock
from app.extensions import db
from app.models.courses import Booking, CourseEvaluation, EvaluationGiven
from app.models.programme import Course, Enrolment
from app.pathway.queries import courses as queries
from app.web.errors import Refusal


def evaluate_course(
    booking: Booking, helpful: int, ready: int, best: str, change: str
) -> CourseEvaluation:
    """What they thought of it, kept without who said it; once for each booking.

    Refused before the course is over, and for whoever was not there.
    """
    if booking.evaluated_at is not None:
        raise Refusal("You told us already. Thank you.")
    _refuse_before_its_end(booking.course)
    if not booking.attended:
        raise Refusal("Attendance is not recorded yet. Try again once it is.")
    booking.evaluated_at = clock.now()
    training = queries.training_with(booking.email)
    if training is not None and not queries.has_evaluated(training, booking.course):
        db.session.add(EvaluationGiven(enrolment_id=training.id, course_id=booking.course_id))
    return _said(booking.course_id, helpful, ready, best, change)


def evaluate_own_course(
    enrolment: Enrolment, course: Course, helpful: int, ready: int, best: str, change: str
) -> CourseEvaluation:
    """As `evaluate_course`, for a trainee whose attendance a registrar recorded; once only."""
    if queries.has_evaluated(enrolment, course):
        raise Refusal("You told us already. Thank you.")
    _refuse_before_its_end(course)
    db.session.add(EvaluationGiven(enrolment_id=enrolment.id, course_id=course.id))
    return _said(course.id, helpful, ready, best, change)


def _said(course_id: int, helpful: int, ready: int, best: str, change: str) -> CourseEvaluation:
    said = CourseEvaluation(
        course_id=course_id, helpful=helpful, ready=ready, best=best, change=change
    )
    db.session.add(said)
    return said


def _refuse_before_its_end(course: Course) -> None:
    last_day_is_today = bool(course.days) and course.days[-1].held_on == clock.today()
    if not queries.is_over(course) and not last_day_is_today:
        raise Refusal("The course is not over yet. Come back on its last day.")
