"""The chair gives a submission back without judging it."""

from __future__ import annotations

from accreditation.progression import SUBMISSION, StepRefused, Taker
from app import audit, clock, events
from app.extensions import db
from app.models.panel import SubmissionReturn
from app.models.portfolio import Submission, SubmissionState
from app.panel import queries
from app.panel.operations.meeting import cancel_meeting
from app.policies import Actor
from app.portfolio.queries import meeting_to_come
from app.presentations.operations import end_presentation
from app.web.errors import Refusal


def return_submission(actor: Actor, submission: Submission, words: str) -> SubmissionReturn:
    """Every access of the panel ends, nothing was judged, and the trainee can submit anew.

    A meeting that is still to come is cancelled. For a submission from which something was
    withdrawn; `submission.return` asks for that.
    """
    if queries.decision_of(submission) is not None:
        raise Refusal("The panel has decided already. Nothing was changed.")
    after = SubmissionState.DECIDED
    try:
        SUBMISSION.require(Taker.ACCREDITOR.value, submission.state.value, after.value)
    except StepRefused as refused:
        raise Refusal(f"{refused} Nothing was changed.") from refused
    submission.state = after
    returned = SubmissionReturn(
        submission_id=submission.id, returned_by_id=actor.person_id, words=words
    )
    returned.returned_at = clock.now()
    db.session.add(returned)
    db.session.flush()
    audit.record(actor, "submission.returned", submission)
    events.tell("submission.returned", submission)
    meeting = meeting_to_come(submission)
    if meeting is not None and meeting.starts_at > clock.now():
        cancel_meeting(actor, submission)
    for member in queries.members_of(submission):
        end_presentation(actor, member.presentation)
    return returned
