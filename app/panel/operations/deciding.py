"""What each gives alone, and what the panel decides together."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from accreditation.wording import minutes_in_words, spoken_list
from app import audit, clock, events
from app.extensions import db
from app.models.panel import Decision, DecisionOutcome, PanelMember
from app.models.portfolio import Submission
from app.models.programme import Enrolment
from app.models.supervision import Rating
from app.panel import queries
from app.policies import Actor
from app.presentations.operations import end_presentation
from app.programmes.queries import programme_of
from app.supervision.operations import keep_levels
from app.web.errors import Refusal


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


def finish_review(actor: Actor, submission: Submission) -> PanelMember:
    """Have reviewed alone: their levels stay as they are, and other people's ratings open to them.

    Refused before any criterion was rated.
    """
    member = queries.member(submission, actor.person_id)
    if member is None or not queries.ratings_given(submission, actor.person_id):
        raise Refusal("Rate at least one criterion first: what others rated opens after yours.")
    member.finished_at = clock.now()
    audit.record(actor, "panel_seat.finished", member)
    events.tell("panel_seat.finished", member)
    return member


def decide(
    actor: Actor,
    submission: Submission,
    outcome: DecisionOutcome,
    strengths: str,
    next_steps: str,
    meeting_held_on: date,
    meeting_minutes: int,
) -> Decision:
    """Write down what the panel decided in the accreditation meeting. Every access ends with it.

    The trainee hears of it once the registrar releases it. Refused while somebody on the panel has
    not finished, once it is decided, for a day to come or before the submission, and for too short
    a meeting to accredit.
    """
    enrolment = db.session.get_one(Enrolment, submission.enrolment_id)
    _refuse_a_second(submission)
    _refuse_while_somebody_reviews(submission)
    _refuse_meeting(enrolment, submission, outcome, meeting_held_on, meeting_minutes)
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
    for member in queries.members_of(submission):
        end_presentation(actor, member.presentation)
    return decision


def _refuse_a_second(submission: Submission) -> None:
    if queries.decision_of(submission) is not None:
        raise Refusal("The panel has decided already. Nothing was changed.")


def _refuse_while_somebody_reviews(submission: Submission) -> None:
    waits = [
        one.accreditor.name
        for one in queries.members_of(submission)
        if one.left_at is None and one.finished_at is None
    ]
    if waits:
        raise Refusal(
            f"{spoken_list(waits)} still to finish. Each reviews alone before the panel meets; "
            "nothing was recorded."
        )


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
