"""Conditions about submissions, decisions and certificates."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, not_, select
from sqlalchemy.orm import aliased

from app.models.panel import (
    Appeal,
    Decision,
    DecisionOutcome,
    DecisionRelease,
    PanelMember,
    SubmissionReturn,
)
from app.models.portfolio import (
    Portfolio,
    Submission,
    SubmissionEntry,
    SubmissionStill,
    SupervisorStatement,
)
from app.models.register import Certificate, PracticeEntry
from app.policies.footage import (
    FOR_FILMING,
    FOR_OTHER_SUPERVISORS,
    presentations_open_to,
    recordings_that,
)
from app.policies.rule import Actor, Way
from app.policies.training import enrolments_supervised_by, own_enrolments


def own_submission(actor: Actor) -> ColumnElement[bool]:
    """the submission is the trainee's own"""
    return Submission.enrolment_id.in_(own_enrolments(actor))


def on_its_panel_now(actor: Actor) -> ColumnElement[bool]:
    """they are on its panel, and its time-limited access is open"""
    mine = select(PanelMember.submission_id).where(
        PanelMember.accreditor_id == actor.person_id,
        PanelMember.presentation_id.in_(presentations_open_to(actor)),
    )
    return Submission.id.in_(mine)


def follows_a_not_yet(actor: Actor) -> ColumnElement[bool]:
    """it was submitted after a released “not yet”, and is no appeal"""
    earlier = aliased(Submission)
    before = exists().where(
        earlier.portfolio_id == Submission.portfolio_id,
        earlier.number < Submission.number,
        earlier.id == Decision.submission_id,
        Decision.outcome == DecisionOutcome.NOT_YET,
        Decision.id.in_(_released()),
    )
    appeals = select(Appeal.submission_id)
    return and_(before.correlate(Submission), Submission.id.not_in(appeals))


def not_decided(actor: Actor) -> ColumnElement[bool]:
    """the panel has neither decided nor returned it"""
    return and_(
        Submission.id.not_in(select(Decision.submission_id)),
        Submission.id.not_in(select(SubmissionReturn.submission_id)),
    )


def something_was_withdrawn(actor: Actor) -> ColumnElement[bool]:
    """somebody in it agrees to “other supervisors” no more"""
    agreed = recordings_that(FOR_OTHER_SUPERVISORS, actor)
    gone = exists().where(
        SubmissionEntry.submission_id == Submission.id, SubmissionEntry.recording_id.not_in(agreed)
    )
    return gone.correlate(Submission)


def _seats(actor: Actor) -> Select[Any]:
    """Submissions the accreditor reviews: they accepted, and did not leave."""
    return select(PanelMember.submission_id).where(
        PanelMember.accreditor_id == actor.person_id,
        PanelMember.accepted_at.is_not(None),
        PanelMember.left_at.is_(None),
    )


def not_finished_by_me(actor: Actor) -> ColumnElement[bool]:
    """they have not finished their own review"""
    return Submission.id.in_(_seats(actor).where(PanelMember.finished_at.is_(None)))


def finished_by_me(actor: Actor) -> ColumnElement[bool]:
    """they have finished their own review"""
    return Submission.id.in_(_seats(actor).where(PanelMember.finished_at.is_not(None)))


def finished_by_everybody(actor: Actor) -> ColumnElement[bool]:
    """everybody on the panel has finished their review"""
    unfinished = select(PanelMember.submission_id).where(
        PanelMember.left_at.is_(None), PanelMember.finished_at.is_(None)
    )
    return Submission.id.not_in(unfinished)


def chaired_by_me(actor: Actor) -> ColumnElement[bool]:
    """they chair the panel"""
    return Submission.id.in_(_seats(actor).where(PanelMember.is_chair))


def my_seat(actor: Actor) -> ColumnElement[bool]:
    """they are asked to be on the panel"""
    return PanelMember.accreditor_id == actor.person_id


def seat_is_kept(actor: Actor) -> ColumnElement[bool]:
    """nobody left it"""
    return PanelMember.left_at.is_(None)


def seat_waits_for_an_answer(actor: Actor) -> ColumnElement[bool]:
    """they have not answered"""
    return and_(PanelMember.accepted_at.is_(None), PanelMember.left_at.is_(None))


def seat_is_taken(actor: Actor) -> ColumnElement[bool]:
    """they accepted, and did not leave"""
    return and_(PanelMember.accepted_at.is_not(None), PanelMember.left_at.is_(None))


def seat_of_an_undecided(actor: Actor) -> ColumnElement[bool]:
    """the panel has neither decided nor returned it"""
    return and_(
        PanelMember.submission_id.not_in(select(Decision.submission_id)),
        PanelMember.submission_id.not_in(select(SubmissionReturn.submission_id)),
    )


def document_is_built(actor: Actor) -> ColumnElement[bool]:
    """its document is built"""
    return Submission.document_key.is_not(None)


def _stills_within(consent: Way, actor: Actor) -> ColumnElement[bool]:
    outside = exists().where(
        SubmissionStill.submission_id == Submission.id,
        SubmissionStill.recording_id.not_in(recordings_that(consent, actor)),
    )
    return not_(outside.correlate(Submission))


def stills_agreed_for_filming(actor: Actor) -> ColumnElement[bool]:
    """everyone in every still agreed to be filmed"""
    return _stills_within(FOR_FILMING, actor)


def stills_agreed_for_other_supervisors(actor: Actor) -> ColumnElement[bool]:
    """everyone in every still agrees to “other supervisors” now"""
    return _stills_within(FOR_OTHER_SUPERVISORS, actor)


def _still_of(submissions: ColumnElement[bool]) -> ColumnElement[bool]:
    return SubmissionStill.submission_id.in_(select(Submission.id).where(submissions))


def still_of_own_submission(actor: Actor) -> ColumnElement[bool]:
    """the still is in the trainee's own submission"""
    return _still_of(own_submission(actor))


def still_on_my_panel_now(actor: Actor) -> ColumnElement[bool]:
    """the still is in a submission whose panel they are on, while access is open"""
    return _still_of(on_its_panel_now(actor))


def still_agreed_for_filming(actor: Actor) -> ColumnElement[bool]:
    """everyone in shot agreed to be filmed"""
    return SubmissionStill.recording_id.in_(recordings_that(FOR_FILMING, actor))


def still_agreed_for_other_supervisors(actor: Actor) -> ColumnElement[bool]:
    """everyone in shot agrees to “other supervisors” now"""
    return SubmissionStill.recording_id.in_(recordings_that(FOR_OTHER_SUPERVISORS, actor))


def own_decision(actor: Actor) -> ColumnElement[bool]:
    """the decision is about their own submission"""
    return Decision.submission_id.in_(select(Submission.id).where(own_submission(actor)))


def decision_about_my_trainee(actor: Actor) -> ColumnElement[bool]:
    """they supervise the trainee now"""
    theirs = select(Submission.id).where(
        Submission.enrolment_id.in_(enrolments_supervised_by(actor))
    )
    return Decision.submission_id.in_(theirs)


def _released() -> Select[Any]:
    return select(DecisionRelease.decision_id)


def decision_is_released(actor: Actor) -> ColumnElement[bool]:
    """the registrar released the decision"""
    return Decision.id.in_(_released())


def decision_waits_for_release(actor: Actor) -> ColumnElement[bool]:
    """the decision is not released yet"""
    return Decision.id.not_in(_released())


def decision_of_my_panel(actor: Actor) -> ColumnElement[bool]:
    """they were on the panel"""
    return Decision.submission_id.in_(_seats(actor))


def own_certificate(actor: Actor) -> ColumnElement[bool]:
    """the certificate is their own"""
    return Certificate.enrolment_id.in_(own_enrolments(actor))


def in_my_log(actor: Actor) -> ColumnElement[bool]:
    """it is in the log of their own certificate"""
    mine = select(Certificate.id).where(own_certificate(actor))
    return PracticeEntry.certificate_id.in_(mine)


def entry_is_kept(actor: Actor) -> ColumnElement[bool]:
    """the entry is not removed"""
    return PracticeEntry.removed_at.is_(None)


def statement_in_own_portfolio(actor: Actor) -> ColumnElement[bool]:
    """the statement is for the trainee's own portfolio"""
    mine = select(Portfolio.id).where(Portfolio.enrolment_id.in_(own_enrolments(actor)))
    return SupervisorStatement.portfolio_id.in_(mine)


def statement_asked_of_me(actor: Actor) -> ColumnElement[bool]:
    """they were asked to write the statement"""
    return SupervisorStatement.supervisor_id == actor.person_id


def statement_about_my_trainee(actor: Actor) -> ColumnElement[bool]:
    """they supervise the trainee now"""
    theirs = select(Portfolio.id).where(Portfolio.enrolment_id.in_(enrolments_supervised_by(actor)))
    return SupervisorStatement.portfolio_id.in_(theirs)


def statement_is_given(actor: Actor) -> ColumnElement[bool]:
    """the statement is given"""
    return SupervisorStatement.given_at.is_not(None)


def statement_is_not_given(actor: Actor) -> ColumnElement[bool]:
    """the statement is not given yet"""
    return SupervisorStatement.given_at.is_(None)


def statement_is_not_submitted(actor: Actor) -> ColumnElement[bool]:
    """it was not submitted with the portfolio yet"""
    return SupervisorStatement.submission_id.is_(None)
