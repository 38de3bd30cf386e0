"""Allocating an accreditor, rating a submission, deciding."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from accreditation.progression import SUBMISSION, StepRefused, Taker
from accreditation.wording import minutes_in_words
from app import audit, clock, events
from app.extensions import db
from app.jobs import ring_after_commit
from app.models.meetings import MeetingOutcome, StageMeeting, StageMeetingKind
from app.models.panel import Decision, DecisionOutcome, PanelMember
from app.models.people import Person
from app.models.portfolio import Submission, SubmissionState
from app.models.presentations import PresentationPurpose
from app.models.programme import Enrolment, EnrolmentState
from app.models.supervision import Rating
from app.panel import queries
from app.pathway.queries import is_too_close
from app.policies import Actor
from app.portfolio.queries import films_submitted
from app.presentations.operations import end_presentation, present
from app.programmes.queries import programme_of
from app.supervision.operations import keep_levels
from app.web.errors import Refusal


def allocate_accreditor(
    actor: Actor,
    submission: Submission,
    accreditor: Person,
    opens_at: datetime,
    closes_at: datetime,
) -> PanelMember:
    """Open a submission, and the films submitted with it, to one accreditor for a time.

    For somebody on the panel already this sets new times. Refused for the trainee, for anybody
    who ever supervised them, for their line manager, after the decision, and for a time that is
    over or runs backwards.
    """
    enrolment = db.session.get_one(Enrolment, submission.enrolment_id)
    _refuse_who_is_not_independent(accreditor, enrolment)
    _refuse_times(opens_at, closes_at)
    if submission.state is not SubmissionState.UNDER_REVIEW:
        _step(submission, Taker.REGISTRAR, SubmissionState.UNDER_REVIEW)
    shown = present(
        actor,
        enrolment,
        PresentationPurpose.ACCREDITATION,
        films_submitted(submission),
        [accreditor],
        opens_at,
        closes_at,
    )
    member = queries.member(submission, accreditor.id)
    if member is None:
        member = PanelMember(
            submission_id=submission.id,
            enrolment_id=submission.enrolment_id,
            accreditor_id=accreditor.id,
            allocated_by_id=actor.person_id,
        )
        db.session.add(member)
    else:
        end_presentation(actor, member.presentation)
    member.presentation = shown
    audit.record(actor, "panel.allocated", member, closes_at=closes_at.isoformat())
    events.tell("panel.allocated", member)
    return member


def rate_submission(
    actor: Actor, submission: Submission, levels: Mapping[str, str]
) -> list[Rating]:
    """Keep the accreditor's level for each criterion in `levels`, as `keep_levels` does."""
    before = queries.ratings_given(submission, actor.person_id)
    return keep_levels(
        actor,
        submission.enrolment_id,
        levels,
        before,
        "submission.rated",
        submission_id=submission.id,
    )


def decide(
    actor: Actor,
    submission: Submission,
    outcome: DecisionOutcome,
    strengths: str,
    next_steps: str,
    meeting_held_on: date,
    meeting_minutes: int,
) -> Decision:
    """Decide, after the accreditation meeting. Every access to the submission ends with it.

    The meeting is recorded as the end of the last stage. `accredited` ends the training, and a
    certificate follows in the background; `not_yet` leaves the trainee to build and submit again.
    Refused for a day to come or before the submission, and for too short a meeting to accredit.
    """
    enrolment = db.session.get_one(Enrolment, submission.enrolment_id)
    _refuse_meeting(enrolment, submission, outcome, meeting_held_on, meeting_minutes)
    _step(submission, Taker.ACCREDITOR, SubmissionState.DECIDED)
    decision = Decision(
        submission_id=submission.id,
        decided_by_id=actor.person_id,
        outcome=outcome,
        strengths=strengths,
        next_steps=next_steps,
        meeting_held_on=meeting_held_on,
        meeting_minutes=meeting_minutes,
        decided_at=clock.now(),
    )
    db.session.add(decision)
    audit.record(actor, "submission.decided", decision, outcome=outcome.value)
    events.tell("submission.decided", decision)
    _record_meeting(actor, submission, enrolment, decision)
    for member in queries.members_of(submission):
        end_presentation(actor, member.presentation)
    if outcome is DecisionOutcome.ACCREDITED:
        enrolment.state = EnrolmentState.ACCREDITED
        audit.record(actor, "enrolment.accredited", enrolment)
        ring_after_commit("register.issue_certificate", decision.id)
    return decision


def _record_meeting(
    actor: Actor, submission: Submission, enrolment: Enrolment, decision: Decision
) -> None:
    accredited = decision.outcome is DecisionOutcome.ACCREDITED
    member = queries.member(submission, actor.person_id)
    meeting = StageMeeting(
        enrolment_id=enrolment.id,
        stage=queries.closing_stage(programme_of(enrolment)).key,
        kind=StageMeetingKind.ACCREDITATION,
        held_by_id=actor.person_id,
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


def _step(submission: Submission, taker: Taker, after: SubmissionState) -> None:
    try:
        SUBMISSION.require(taker.value, submission.state.value, after.value)
    except StepRefused as refused:
        raise Refusal(f"{refused} Nothing was changed.") from refused
    submission.state = after


def _refuse_who_is_not_independent(accreditor: Person, enrolment: Enrolment) -> None:
    if is_too_close(accreditor, enrolment):
        raise Refusal(
            f"{accreditor.name} supervised this trainee, or is their line manager or the trainee, "
            "and so cannot review the portfolio. Choose somebody else; nothing was shown to "
            "anybody."
        )


def _refuse_times(opens_at: datetime, closes_at: datetime) -> None:
    if closes_at <= opens_at:
        raise Refusal("Access has to close after it opens. Nothing was changed.")
    if closes_at <= clock.now():
        raise Refusal("That last day is over already. Choose a later one.")


def _refuse_meeting(
    enrolment: Enrolment,
    submission: Submission,
    outcome: DecisionOutcome,
    held_on: date,
    minutes: int,
) -> None:
    if held_on > clock.today():
        raise Refusal("That day is still to come. Decide once the meeting was held.")
    if held_on < submission.submitted_at.date():
        raise Refusal("The accreditation meeting follows the submission. Choose a later day.")
    meeting = queries.closing_stage(programme_of(enrolment)).meeting
    asked = meeting.minutes if meeting else 0
    if outcome is DecisionOutcome.ACCREDITED and minutes < asked:
        raise Refusal(
            f"This edition asks for a meeting of {minutes_in_words(asked)}. Meet once more and "
            "write down the time of both together, or choose “not yet”."
        )
