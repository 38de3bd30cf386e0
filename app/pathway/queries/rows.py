"""The SELECTs behind a training record, for one enrolment or many.

They are put together once, when the module is read: `enrolments` is bound at each execution.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Executable,
    ScalarSelect,
    String,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal,
    null,
    or_,
    select,
    type_coerce,
    union_all,
)

from accreditation.programme import Confirmer, DocumentKind
from app.models.assessment import SelfAssessment
from app.models.casework import Client, Cycle
from app.models.courses import CourseTrainer, EvaluationGiven
from app.models.decisions import TrainingDecision
from app.models.footage import OF_THE_WORK, Recording, RecordingKind, RecordingState
from app.models.meetings import MeetingTime, Recommendation, StageMeeting
from app.models.people import Person, Role
from app.models.portfolio import Portfolio, Submission
from app.models.programme import Allocation, Attendance, CourseDay, StageOpening, TrainingEvent
from app.models.supervision import Rating, SessionCycle, SupervisionRequest, SupervisionSession
from app.policies.brought import cycles_with_the_supervisor

ATTENDANCE = "attendance"
OPENING = "opening"

THESE: BindParameter[Any] = bindparam("enrolments", expanding=True)


def _cycles() -> Executable:
    brought = Cycle.id.in_(cycles_with_the_supervisor())
    asked = exists().where(SupervisionRequest.cycle_id == Cycle.id)
    seen = exists().where(SessionCycle.cycle_id == Cycle.id)
    return (
        select(
            Cycle.enrolment_id,
            Cycle.id,
            Cycle.stage,
            Cycle.client_id,
            Client.code,
            Client.case_type,
            Cycle.number,
            Cycle.reviewed_on,
            Cycle.confirmed_at,
            _filmed_on().label("filmed_on"),
            _is_ready(*OF_THE_WORK).label("film_ready"),
            _is_ready(RecordingKind.SHARED_REVIEW).label("review_film_ready"),
            brought.label("brought"),
            or_(asked, seen).label("in_supervision"),
            _asked_at().label("asked_at"),
        )
        .join(Client, Client.id == Cycle.client_id)
        .where(Cycle.enrolment_id.in_(THESE))
        .order_by(Cycle.id)
    )


def _happenings() -> Executable:
    """Attendance, openings and training events: kind, enrolment, id, stage, day, how much."""
    by_a_trainer = exists().where(
        CourseTrainer.course_id == CourseDay.course_id,
        CourseTrainer.person_id == Attendance.recorded_by_id,
    )
    attended = (
        select(
            literal(ATTENDANCE).label("kind"),
            Attendance.enrolment_id,
            Attendance.id,
            null().label("stage"),
            CourseDay.held_on.label("day"),
            CourseDay.half_days.label("much"),
            case((by_a_trainer, Confirmer.TRAINER.value), else_=Confirmer.REGISTRAR.value).label(
                "by"
            ),
        )
        .join(CourseDay, CourseDay.id == Attendance.course_day_id)
        .where(Attendance.enrolment_id.in_(THESE))
    )
    opened = select(
        literal(OPENING),
        StageOpening.enrolment_id,
        StageOpening.id,
        StageOpening.stage,
        StageOpening.opened_on,
        literal(0),
        null(),
    ).where(StageOpening.enrolment_id.in_(THESE))
    took_place = select(
        type_coerce(TrainingEvent.kind, String),
        TrainingEvent.enrolment_id,
        TrainingEvent.id,
        TrainingEvent.stage,
        TrainingEvent.held_on,
        TrainingEvent.minutes,
        _confirmed_by(),
    ).where(TrainingEvent.enrolment_id.in_(THESE))
    return union_all(attended, opened, took_place)


def _confirmed_by() -> ColumnElement[Any]:
    """Who confirmed an event: whoever was the trainee's supervisor then, or another one."""
    own = exists().where(
        Allocation.enrolment_id == TrainingEvent.enrolment_id,
        Allocation.supervisor_id == TrainingEvent.confirmed_by_id,
        Allocation.since <= TrainingEvent.confirmed_at,
        or_(Allocation.until.is_(None), Allocation.until >= TrainingEvent.confirmed_at),
    )
    return case(
        (TrainingEvent.confirmed_at.is_(None), null()),
        (own, Confirmer.SUPERVISOR.value),
        else_=Confirmer.OTHER_SUPERVISOR.value,
    )


def _documents() -> Executable:
    """Self-assessments and course evaluations that were given."""
    assessed = select(
        literal(DocumentKind.SELF_ASSESSMENT.value).label("kind"),
        SelfAssessment.enrolment_id,
        SelfAssessment.id,
        SelfAssessment.given_at,
    ).where(SelfAssessment.enrolment_id.in_(THESE))
    evaluated = select(
        literal(DocumentKind.COURSE_EVALUATION.value),
        EvaluationGiven.enrolment_id,
        EvaluationGiven.id,
        EvaluationGiven.given_at,
    ).where(EvaluationGiven.enrolment_id.in_(THESE))
    return union_all(assessed, evaluated)


def _sessions() -> Executable:
    return (
        select(
            SupervisionSession.enrolment_id,
            SupervisionSession.id,
            SupervisionSession.stage,
            SupervisionSession.held_on,
            SupervisionSession.minutes,
            SupervisionSession.signed_at,
            SupervisionSession.trainees,
        )
        .where(SupervisionSession.enrolment_id.in_(THESE))
        .order_by(SupervisionSession.id)
    )


def _meetings() -> Executable:
    return (
        select(
            StageMeeting.enrolment_id,
            StageMeeting.id,
            StageMeeting.stage,
            StageMeeting.kind,
            StageMeeting.held_on,
            StageMeeting.minutes,
            StageMeeting.outcome,
            StageMeeting.proposed_at,
            Person.name.label("held_by"),
            Recommendation.go_ahead,
            case((MeetingTime.cancelled_at.is_(None), MeetingTime.starts_at)).label("starts_at"),
        )
        .join(Person, Person.id == StageMeeting.held_by_id)
        .outerjoin(
            Recommendation,
            and_(
                Recommendation.meeting_id == StageMeeting.id, Recommendation.replaced_at.is_(None)
            ),
        )
        .outerjoin(MeetingTime, MeetingTime.meeting_id == StageMeeting.id)
        .where(StageMeeting.enrolment_id.in_(THESE))
        .order_by(StageMeeting.id)
    )


def _decisions() -> Executable:
    """What a training was credited with, and mixtures of sessions that were confirmed."""
    return select(
        TrainingDecision.enrolment_id,
        TrainingDecision.id,
        TrainingDecision.kind,
        TrainingDecision.stage,
        TrainingDecision.requirement,
        TrainingDecision.amount,
        TrainingDecision.reason,
        TrainingDecision.decided_at,
    ).where(
        TrainingDecision.enrolment_id.in_(THESE),
        TrainingDecision.requirement.is_not(None),
        TrainingDecision.taken_back_at.is_(None),
    )


def _ratings() -> Executable:
    """The levels that supervisors placed criteria at, in the stage of the cycle."""
    return (
        select(
            Rating.enrolment_id,
            Rating.id,
            Cycle.stage,
            Rating.criterion,
            Rating.framework,
            Rating.level,
            Rating.rated_at,
        )
        .join(Cycle, Cycle.id == Rating.cycle_id)
        .where(
            Rating.enrolment_id.in_(THESE),
            Rating.replaced_at.is_(None),
            Rating.role == Role.SUPERVISOR,
        )
    )


def _portfolios() -> Executable:
    latest = (
        select(func.max(Submission.number))
        .where(Submission.portfolio_id == Portfolio.id)
        .correlate(Portfolio)
        .scalar_subquery()
    )
    return (
        select(
            Portfolio.enrolment_id,
            Portfolio.id,
            (func.trim(Portfolio.reflective_statement) != "").label("has_statement"),
            Portfolio.changed_at,
            Submission.id.label("submission_id"),
            Submission.state,
            Submission.submitted_at,
        )
        .outerjoin(
            Submission,
            and_(Submission.portfolio_id == Portfolio.id, Submission.number == latest),
        )
        .where(Portfolio.enrolment_id.in_(THESE))
    )


def _is_ready(*kinds: RecordingKind) -> Any:
    return exists().where(
        Recording.cycle_id == Cycle.id,
        Recording.kind.in_(kinds),
        Recording.state == RecordingState.READY,
    )


def _filmed_on() -> ScalarSelect[Any]:
    """The day of filming stays when the footage is gone: a count does not need its film."""
    return (
        select(func.max(Recording.filmed_on))
        .where(
            Recording.cycle_id == Cycle.id,
            Recording.kind.in_(OF_THE_WORK),
            Recording.state != RecordingState.REFUSED,
        )
        .correlate(Cycle)
        .scalar_subquery()
    )


def _asked_at() -> ScalarSelect[Any]:
    return (
        select(SupervisionRequest.asked_at)
        .where(
            SupervisionRequest.cycle_id == Cycle.id,
            SupervisionRequest.answered_at.is_(None),
            Cycle.id.in_(cycles_with_the_supervisor()),
        )
        .correlate(Cycle)
        .scalar_subquery()
    )


CYCLES = _cycles()
HAPPENINGS = _happenings()
SESSIONS = _sessions()
MEETINGS = _meetings()
PORTFOLIOS = _portfolios()
DECISIONS = _decisions()
RATINGS = _ratings()
DOCUMENTS = _documents()
