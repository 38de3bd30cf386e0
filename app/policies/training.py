"""Conditions about enrolments and what belongs to one: whose it is, who supervises it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, not_, or_, select
from sqlalchemy.orm import aliased

from app.models.case_record import JournalEntry
from app.models.casework import CasePerson, Client, Cycle, PersonKind
from app.models.decisions import TrainingDecision, TrainingDecisionKind
from app.models.meetings import Recommendation, StageMeeting
from app.models.people import Person, Role, RoleHeld
from app.models.portfolio import Portfolio
from app.models.programme import Allocation, Enrolment, EnrolmentState, TrainingEvent
from app.policies.rule import Actor


def own_enrolments(actor: Actor) -> Select[Any]:
    return select(Enrolment.id).where(Enrolment.trainee_id == actor.person_id)


def own_active_enrolments(actor: Actor) -> Select[Any]:
    return own_enrolments(actor).where(Enrolment.state == EnrolmentState.ACTIVE)


def supervisors_of_mine(actor: Actor) -> Select[Any]:
    """Ids of whoever supervises the actor's active training now."""
    return select(Allocation.supervisor_id).where(
        Allocation.enrolment_id.in_(own_active_enrolments(actor)), Allocation.until.is_(None)
    )


def enrolments_supervised_by(actor: Actor) -> Select[Any]:
    return select(Allocation.enrolment_id).where(
        Allocation.supervisor_id == actor.person_id, Allocation.until.is_(None)
    )


def own_enrolment(actor: Actor) -> ColumnElement[bool]:
    """the enrolment is their own"""
    return Enrolment.trainee_id == actor.person_id


def enrolment_supervised_by_me(actor: Actor) -> ColumnElement[bool]:
    """they are the trainee's supervisor now"""
    return Enrolment.id.in_(enrolments_supervised_by(actor))


def enrolment_is_active(actor: Actor) -> ColumnElement[bool]:
    """the enrolment is active"""
    return Enrolment.state == EnrolmentState.ACTIVE


def own_event(actor: Actor) -> ColumnElement[bool]:
    """it belongs to their own training"""
    return TrainingEvent.enrolment_id.in_(own_enrolments(actor))


def event_of_my_trainee(actor: Actor) -> ColumnElement[bool]:
    """they supervise the trainee now"""
    return TrainingEvent.enrolment_id.in_(enrolments_supervised_by(actor))


def i_am_asked_to_confirm(actor: Actor) -> ColumnElement[bool]:
    """they were asked to confirm it"""
    return TrainingEvent.asked_id == actor.person_id


def event_is_not_confirmed(actor: Actor) -> ColumnElement[bool]:
    """it is not confirmed yet"""
    return TrainingEvent.confirmed_at.is_(None)


def decision_of_my_trainee(actor: Actor) -> ColumnElement[bool]:
    """they supervise the trainee now"""
    return TrainingDecision.enrolment_id.in_(enrolments_supervised_by(actor))


def decision_credits(actor: Actor) -> ColumnElement[bool]:
    """it credits prior learning"""
    return TrainingDecision.kind == TrainingDecisionKind.PRIOR_LEARNING


def decision_confirms_a_mixture(actor: Actor) -> ColumnElement[bool]:
    """it confirms a mixture of sessions"""
    return TrainingDecision.kind == TrainingDecisionKind.MIXED_SUPERVISION


def decision_stands(actor: Actor) -> ColumnElement[bool]:
    """it was not taken back"""
    return TrainingDecision.taken_back_at.is_(None)


def decision_of_an_active_training(actor: Actor) -> ColumnElement[bool]:
    """the training is active"""
    active = select(Enrolment.id).where(Enrolment.state == EnrolmentState.ACTIVE)
    return TrainingDecision.enrolment_id.in_(active)


def own_client(actor: Actor) -> ColumnElement[bool]:
    """the client is the trainee's own"""
    return Client.enrolment_id.in_(own_enrolments(actor))


def client_of_my_trainee(actor: Actor) -> ColumnElement[bool]:
    """they supervise the trainee now"""
    return Client.enrolment_id.in_(enrolments_supervised_by(actor))


def in_my_case(actor: Actor) -> ColumnElement[bool]:
    """the person belongs to one of the trainee's own cases"""
    own = select(Client.id).where(Client.enrolment_id.in_(own_enrolments(actor)))
    return CasePerson.client_id.in_(own)


def has_no_account(actor: Actor) -> ColumnElement[bool]:
    """the person has no account to answer from"""
    return CasePerson.kind != PersonKind.PRACTITIONER


def it_is_me(actor: Actor) -> ColumnElement[bool]:
    """the person is they themselves"""
    return CasePerson.person_id == actor.person_id


def own_cycle(actor: Actor) -> ColumnElement[bool]:
    """the cycle is the trainee's own"""
    return Cycle.enrolment_id.in_(own_enrolments(actor))


def cycle_of_my_trainee(actor: Actor) -> ColumnElement[bool]:
    """they supervise the trainee now"""
    return Cycle.enrolment_id.in_(enrolments_supervised_by(actor))


def cycle_is_not_confirmed(actor: Actor) -> ColumnElement[bool]:
    """the cycle is not confirmed yet"""
    return Cycle.confirmed_at.is_(None)


def own_journal(actor: Actor) -> ColumnElement[bool]:
    """they wrote the entry themselves"""
    return JournalEntry.person_id == actor.person_id


def own_meeting(actor: Actor) -> ColumnElement[bool]:
    """the stage meeting is about their own training"""
    return StageMeeting.enrolment_id.in_(own_enrolments(actor))


def meeting_of_my_trainee(actor: Actor) -> ColumnElement[bool]:
    """they supervise the trainee now"""
    return StageMeeting.enrolment_id.in_(enrolments_supervised_by(actor))


def meeting_i_hold(actor: Actor) -> ColumnElement[bool]:
    """they hold the meeting"""
    return StageMeeting.held_by_id == actor.person_id


def meeting_is_not_recorded(actor: Actor) -> ColumnElement[bool]:
    """the meeting is not recorded yet"""
    return StageMeeting.outcome.is_(None)


def meeting_is_recommended(actor: Actor) -> ColumnElement[bool]:
    """the trainee's supervisor recommends the meeting, or there is none now"""
    go_ahead = exists().where(
        Recommendation.meeting_id == StageMeeting.id,
        Recommendation.go_ahead.is_(True),
        Recommendation.replaced_at.is_(None),
    )
    supervised = exists().where(
        Allocation.enrolment_id == StageMeeting.enrolment_id, Allocation.until.is_(None)
    )
    return or_(go_ahead, not_(supervised))


def own_portfolio(actor: Actor) -> ColumnElement[bool]:
    """the portfolio is the trainee's own"""
    return Portfolio.enrolment_id.in_(own_enrolments(actor))


def _holds(role: Role) -> ColumnElement[bool]:
    return exists().where(
        RoleHeld.person_id == Person.id, RoleHeld.role == role, RoleHeld.until.is_(None)
    )


def holds_the_supervisor_role(actor: Actor) -> ColumnElement[bool]:
    """the person is a supervisor"""
    return and_(_holds(Role.SUPERVISOR), Person.closed_at.is_(None))


def holds_the_accreditor_role(actor: Actor) -> ColumnElement[bool]:
    """the person is an accreditor"""
    return and_(_holds(Role.ACCREDITOR), Person.closed_at.is_(None))


def holds_the_trainee_role(actor: Actor) -> ColumnElement[bool]:
    """the person is a trainee"""
    return and_(_holds(Role.TRAINEE), Person.closed_at.is_(None))


def never_supervised_me(actor: Actor) -> ColumnElement[bool]:
    """the person never supervised this trainee"""
    return not_(
        exists().where(
            Allocation.supervisor_id == Person.id, Allocation.trainee_id == actor.person_id
        )
    )


def is_somebody_else(actor: Actor) -> ColumnElement[bool]:
    """the person is somebody else"""
    return Person.id != actor.person_id


def trains_beside_me(actor: Actor) -> ColumnElement[bool]:
    """the person trains in the same service or with the same supervisor now"""
    theirs = aliased(Enrolment)
    mine = aliased(Enrolment)
    with_theirs, with_mine = aliased(Allocation), aliased(Allocation)
    same_supervisor = exists().where(
        with_theirs.enrolment_id == theirs.id,
        with_mine.enrolment_id == mine.id,
        with_theirs.supervisor_id == with_mine.supervisor_id,
        with_theirs.until.is_(None),
        with_mine.until.is_(None),
    )
    return exists().where(
        theirs.trainee_id == Person.id,
        theirs.state == EnrolmentState.ACTIVE,
        mine.trainee_id == actor.person_id,
        mine.state == EnrolmentState.ACTIVE,
        or_(theirs.service_id == mine.service_id, same_supervisor.correlate(theirs, mine)),
    )
