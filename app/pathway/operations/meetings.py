"""How a stage ends: a meeting is proposed, taken back, or recorded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from accreditation.programme import Kind, Stage
from accreditation.readiness import (
    StageReadiness,
    missing_before_stage_meeting,
    ready_for_stage_meeting,
)
from accreditation.wording import minutes_in_words, spoken_list
from app import audit, clock, events
from app.audit import Acting
from app.extensions import db
from app.models.footage import Recording
from app.models.meetings import MeetingOutcome, StageMeeting, StageMeetingKind
from app.models.people import Person
from app.models.presentations import PresentationPurpose
from app.models.programme import Enrolment
from app.pathway import queries
from app.policies import Actor
from app.presentations.operations import end_presentation, present
from app.programmes.operations import open_stage
from app.programmes.queries import programme_of
from app.web.errors import Refusal


def propose_meeting(
    actor: Actor,
    enrolment: Enrolment,
    held_by: Person,
    recordings: Sequence[Recording],
    days_open: int,
) -> StageMeeting:
    """Ask `held_by` for the transition meeting and show them `recordings` for `days_open` days.

    Refused before the stage's own work is in place, while another proposal waits, for somebody
    who supervises or supervised the trainee or manages them, and where somebody in shot did not
    agree.
    """
    stage = _stage_to_close(enrolment)
    _refuse_who_is_not_independent(enrolment, held_by)
    now = clock.now()
    presentation = present(
        actor,
        enrolment,
        PresentationPurpose.TRANSITION,
        recordings,
        [held_by],
        now,
        now + timedelta(days=days_open),
    )
    meeting = StageMeeting(
        enrolment_id=enrolment.id,
        stage=stage.key,
        kind=StageMeetingKind.TRANSITION,
        held_by_id=held_by.id,
        presentation=presentation,
    )
    db.session.add(meeting)
    audit.record(actor, "stage_meeting.proposed", meeting, stage=stage.key, held_by=held_by.id)
    events.tell("stage_meeting.proposed", meeting)
    return meeting


def take_back_proposal(actor: Acting, meeting: StageMeeting) -> None:
    """The proposal is gone and what was shown with it is closed; another can be made."""
    if meeting.presentation is not None:
        end_presentation(actor, meeting.presentation)
    audit.record(actor, "stage_meeting.taken_back", meeting, held_by=meeting.held_by_id)
    events.tell(
        "stage_meeting.taken_back",
        meeting,
        held_by=meeting.held_by_id,
        trainee=meeting.enrolment.trainee_id,
    )
    db.session.delete(meeting)


def record_meeting(
    actor: Acting,
    meeting: StageMeeting,
    held_on: date,
    minutes: int,
    outcome: MeetingOutcome,
    strengths: str,
    next_steps: str,
) -> StageMeeting:
    """Write down how the meeting went. What was presented closes with it.

    `go_on` opens the next stage on the day of the meeting; `not_yet` leaves the trainee where
    they are, to propose again. Refused for a day to come, and for going on after less time than
    the edition asks for.
    """
    stage = programme_of(meeting.enrolment).stage(meeting.stage)
    assert stage is not None
    _refuse_what_cannot_have_been(held_on, minutes, outcome, stage)
    meeting.held_on, meeting.minutes, meeting.outcome = held_on, minutes, outcome
    meeting.strengths, meeting.next_steps = strengths, next_steps
    meeting.recorded_at = clock.now()
    audit.record(actor, "stage_meeting.recorded", meeting, stage=stage.key, outcome=outcome.value)
    events.tell("stage_meeting.recorded", meeting)
    if meeting.presentation is not None:
        end_presentation(actor, meeting.presentation)
    following = _following(meeting.enrolment, stage)
    if outcome is MeetingOutcome.GO_ON and following is not None:
        open_stage(actor, meeting.enrolment, following.key, held_on)
    return meeting


def _stage_to_close(enrolment: Enrolment) -> StageReadiness:
    trail = queries.trail_of(enrolment)
    readiness = queries.readiness_by(trail, enrolment, clock.today())
    stage = readiness.now
    if stage.of_kind(Kind.TRANSITION_MEETING) is None:
        raise Refusal(f"{stage.title} does not end with a transition meeting.")
    if trail.proposed is not None:
        raise Refusal(
            f"{trail.proposed.held_by} has been asked already. Take that proposal back first if "
            "you want to ask somebody else."
        )
    if not ready_for_stage_meeting(readiness, stage.key):
        left = missing_before_stage_meeting(readiness, stage.key)
        raise Refusal(
            f"The meeting comes once {stage.title} is in place. "
            f"Still to come: {spoken_list(each.sentence for each in left) or 'nothing'}."
        )
    return stage


def _refuse_who_is_not_independent(enrolment: Enrolment, held_by: Person) -> None:
    if queries.is_too_close(held_by, enrolment):
        raise Refusal(
            "A transition meeting is held by somebody who never was the trainee's supervisor and "
            "is not their line manager. Choose somebody else; nothing was shown to anybody."
        )


def _refuse_what_cannot_have_been(
    held_on: date, minutes: int, outcome: MeetingOutcome, stage: Stage
) -> None:
    if held_on > clock.today():
        raise Refusal("That day is still to come. Record the meeting once you have met.")
    asked = stage.meeting.minutes if stage.meeting else 0
    if outcome is MeetingOutcome.GO_ON and minutes < asked:
        raise Refusal(
            f"This edition asks for a meeting of {minutes_in_words(asked)}. Meet once more and "
            "write down the time of both together, or choose “not yet”."
        )


def _following(enrolment: Enrolment, stage: Stage) -> Stage | None:
    stages = programme_of(enrolment).stages
    return next((each for each in stages if each.number == stage.number + 1), None)
