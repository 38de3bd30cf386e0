"""After the decision: released by the registrar, read by the trainee, looked at again by others."""

from __future__ import annotations

from datetime import timedelta

from accreditation.progression import SUBMISSION, StepRefused, Taker
from app import audit, clock, events
from app.extensions import db
from app.jobs import ring_after_commit
from app.models.meetings import MeetingOutcome, StageMeeting, StageMeetingKind
from app.models.panel import Appeal, Decision, DecisionOutcome, DecisionRelease
from app.models.portfolio import Submission, SubmissionState
from app.models.programme import Enrolment, EnrolmentState
from app.panel import queries
from app.policies import Actor
from app.portfolio.operations import submit_again
from app.portfolio.queries import appeal_against, release_of
from app.programmes.queries import programme_of
from app.web.errors import Refusal

DAYS_TO_APPEAL = 28
"""Illustrative: no published source names a time."""


def release_decision(actor: Actor, decision: Decision) -> DecisionRelease:
    """Let the decision go out to the trainee and their supervisor.

    The meeting is recorded as the end of the last stage. `accredited` ends the training, and a
    certificate follows in the background; `not_yet` leaves the trainee to build and submit again.
    """
    submission = db.session.get_one(Submission, decision.submission_id)
    enrolment = db.session.get_one(Enrolment, submission.enrolment_id)
    _close(submission)
    release = DecisionRelease(
        decision_id=decision.id, released_by_id=actor.person_id, released_at=clock.now()
    )
    db.session.add(release)
    _record_meeting(actor, submission, enrolment, decision)
    audit.record(actor, "decision.released", decision)
    events.tell("decision.released", decision)
    if decision.outcome is DecisionOutcome.ACCREDITED:
        enrolment.state = EnrolmentState.ACCREDITED
        audit.record(actor, "enrolment.accredited", enrolment)
        ring_after_commit("register.issue_certificate", decision.id)
    return release


def acknowledge_decision(actor: Actor, decision: Decision) -> None:
    """The trainee has read it. Saying so again changes nothing."""
    release = release_of(decision)
    assert release is not None, "only a released decision can be read"
    if release.acknowledged_at is None:
        release.acknowledged_at = clock.now()
        audit.record(actor, "decision.acknowledged", decision)


def appeal(actor: Actor, decision: Decision, reasons: str) -> Appeal:
    """Ask others to look at the same record again: it is submitted anew, as it was sealed.

    Refused for an accreditation, later than 28 days after the release, a second time, and while
    another submission is open.
    """
    _refuse_appeal(decision)
    again = submit_again(actor, db.session.get_one(Submission, decision.submission_id))
    db.session.flush()
    made = Appeal(
        decision_id=decision.id, submission_id=again.id, reasons=reasons, made_at=clock.now()
    )
    db.session.add(made)
    audit.record(actor, "decision.appealed", made)
    return made


def _refuse_appeal(decision: Decision) -> None:
    release = release_of(decision)
    assert release is not None, "only a released decision can be read"
    if decision.outcome is DecisionOutcome.ACCREDITED:
        raise Refusal("You are accredited; there is nothing to appeal against.")
    if release.released_at + timedelta(days=DAYS_TO_APPEAL) < clock.now():
        raise Refusal(
            f"An appeal is made within {DAYS_TO_APPEAL} days of the decision. You can submit "
            "your portfolio again at any time; nothing was sent."
        )
    if appeal_against(decision) is not None:
        raise Refusal("You asked others to look again already. Nothing was sent twice.")


def _close(submission: Submission) -> None:
    after = SubmissionState.DECIDED
    try:
        SUBMISSION.require(Taker.REGISTRAR.value, submission.state.value, after.value)
    except StepRefused as refused:
        raise Refusal(f"{refused} Nothing was changed.") from refused
    submission.state = after


def _record_meeting(
    actor: Actor, submission: Submission, enrolment: Enrolment, decision: Decision
) -> None:
    accredited = decision.outcome is DecisionOutcome.ACCREDITED
    member = queries.member(submission, decision.decided_by_id)
    meeting = StageMeeting(
        enrolment_id=enrolment.id,
        stage=queries.closing_stage(programme_of(enrolment)).key,
        kind=StageMeetingKind.ACCREDITATION,
        held_by_id=decision.decided_by_id,
        presentation_id=member.presentation_id if member else None,
        held_on=decision.meeting_held_on,
        minutes=decision.meeting_minutes,
        outcome=MeetingOutcome.GO_ON if accredited else MeetingOutcome.NOT_YET,
        strengths=decision.strengths,
        next_steps=decision.next_steps,
        recorded_at=clock.now(),
    )
    db.session.add(meeting)
    audit.record(actor, "stage_meeting.recorded", meeting, outcome=decision.outcome.value)
