"""Stage meetings: one is proposed, taken back, or recorded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from accreditation.programme import Stage
from accreditation.readiness import StageReadiness
from accreditation.wording import minutes_in_words, spoken_list
from app import audit, clock, events
from app.extensions import db
from app.models.footage import Clip, Recording
from app.models.meetings import MeetingOutcome, StageMeeting, StageMeetingKind
from app.models.people import Person
from app.models.programme import Enrolment
from app.pathway import queries
from app.pathway.kinds import KINDS
from app.pathway.operations.arranging import cancel_time
from app.policies import Actor
from app.presentations.operations import end_presentation, present
from app.programmes.operations import open_stage, record_training_event, refuse_while_paused
from app.programmes.queries import programme_of, supervisor_of
from app.web.errors import Refusal

TRANSITION, GO_ON = StageMeetingKind.TRANSITION, MeetingOutcome.GO_ON


def propose_meeting(
    actor: Actor,
    enrolment: Enrolment,
    held_by: Person,
    recordings: Sequence[Recording],
    days_open: int,
    kind: StageMeetingKind = TRANSITION,
    clips: Sequence[Clip] = (),
    peers: Sequence[Person] = (),
) -> StageMeeting:
    """Ask `held_by` for a meeting; they, and `peers`, see what is chosen for `days_open` days.

    Refused before the stage's own work is in place, where the stage does not ask for such a
    meeting, while another proposal waits, for somebody who is not independent, and where somebody
    in shot did not agree.
    """
    refuse_while_paused(enrolment, "no meeting is proposed")
    stage = _stage_that_asks_for_it(enrolment, kind)
    _refuse_who_is_not_independent(enrolment, held_by, kind)
    now = clock.now()
    presentation = present(
        actor,
        enrolment,
        KINDS[kind].purpose,
        recordings,
        [held_by, *peers],
        now,
        now + timedelta(days=days_open),
        clips,
    )
    meeting = StageMeeting(
        enrolment_id=enrolment.id,
        stage=stage.key,
        kind=kind,
        held_by_id=held_by.id,
        presentation=presentation,
    )
    db.session.add(meeting)
    audit.record(actor, "stage_meeting.proposed", meeting, stage=stage.key, held_by=held_by.id)
    events.tell("stage_meeting.proposed", meeting)
    return meeting


def take_back_proposal(actor: Actor, meeting: StageMeeting) -> None:
    """The proposal is gone and what was shown with it is closed; another can be made.

    What the own supervisor said about it stays with the training.
    """
    cancel_time(actor, meeting)
    if meeting.presentation is not None:
        end_presentation(actor, meeting.presentation)
    audit.record(actor, "stage_meeting.taken_back", meeting, held_by=meeting.held_by_id)
    events.tell(
        "stage_meeting.taken_back",
        meeting,
        held_by=meeting.held_by_id,
        trainee=meeting.enrolment.trainee_id,
        meeting=KINDS[meeting.kind].name,
    )
    for said in meeting.recommendations:
        said.meeting_id = None
    if meeting.time is not None:
        db.session.delete(meeting.time)
    db.session.flush()
    db.session.delete(meeting)


def record_meeting(
    actor: Actor,
    meeting: StageMeeting,
    held_on: date,
    minutes: int,
    outcome: MeetingOutcome,
    strengths: str,
    next_steps: str,
) -> StageMeeting:
    """Write down how the meeting went. What was presented closes with it.

    After a transition meeting `go_on` opens the next stage on that day; a mid-point or a group
    sharing then counts. `not_yet` leaves the trainee where they are, to propose again. Refused for
    a day to come, and for going on after less time than the edition asks for or before the own
    supervisor recommends it.
    """
    stage = programme_of(meeting.enrolment).stage(meeting.stage)
    assert stage is not None
    _refuse_what_cannot_have_been(meeting, held_on, minutes, outcome, stage)
    meeting.held_on, meeting.minutes, meeting.outcome = held_on, minutes, outcome
    meeting.strengths, meeting.next_steps = strengths, next_steps
    meeting.recorded_at = clock.now()
    audit.record(actor, "stage_meeting.recorded", meeting, stage=stage.key, outcome=outcome.value)
    events.tell("stage_meeting.recorded", meeting)
    if meeting.presentation is not None:
        end_presentation(actor, meeting.presentation)
    if outcome is GO_ON:
        _go_on(actor, meeting, stage)
    return meeting


def _go_on(actor: Actor, meeting: StageMeeting, stage: Stage) -> None:
    assert meeting.held_on is not None
    assert meeting.minutes is not None
    counts_as = KINDS[meeting.kind].counts_as
    if counts_as is not None:
        record_training_event(
            actor, meeting.enrolment, stage.key, counts_as, meeting.held_on, meeting.minutes
        )
    following = _following(meeting.enrolment, stage)
    if meeting.kind is TRANSITION and following is not None:
        open_stage(actor, meeting.enrolment, following.key, meeting.held_on)


def _stage_that_asks_for_it(enrolment: Enrolment, kind: StageMeetingKind) -> StageReadiness:
    trail = queries.trail_of(enrolment)
    readiness = queries.readiness_by(trail, enrolment, clock.today())
    stage, asked = readiness.now, KINDS[kind]
    if stage.of_kind(asked.requirement) is None:
        verb = "end with a" if kind is TRANSITION else "ask for a"
        raise Refusal(f"{stage.title} does not {verb} {asked.name}.")
    if trail.proposed is not None:
        raise Refusal(
            f"{trail.proposed.held_by} has been asked already. Take that proposal back first if "
            "you want to ask somebody else."
        )
    left = queries.missing_before(readiness, kind)
    if left:
        raise Refusal(
            f"The meeting comes once {stage.title} is in place. "
            f"Still to come: {spoken_list(each.sentence for each in left)}."
        )
    return stage


def _refuse_who_is_not_independent(
    enrolment: Enrolment, held_by: Person, kind: StageMeetingKind
) -> None:
    if queries.is_too_close(held_by, enrolment):
        raise Refusal(
            f"A {KINDS[kind].name} is held by somebody who never was the trainee's supervisor and "
            "is not their line manager. Choose somebody else; nothing was shown to anybody."
        )
    if queries.asks_for_another_service(enrolment, kind) and queries.shares_the_service(
        held_by, enrolment
    ):
        raise Refusal(
            f"Your edition asks for somebody from another service, and {held_by.name} works in "
            "yours. Choose somebody else; nothing was shown to anybody."
        )


def _refuse_what_cannot_have_been(
    meeting: StageMeeting, held_on: date, minutes: int, outcome: MeetingOutcome, stage: Stage
) -> None:
    if held_on > clock.today():
        raise Refusal("That day is still to come. Record the meeting once you have met.")
    if outcome is not GO_ON:
        return
    supervisor, said = supervisor_of(meeting.enrolment), queries.recommendation_of(meeting)
    if supervisor is not None and (said is None or not said.go_ahead):
        raise Refusal(
            f"{supervisor.name} has not recommended this meeting yet, so it cannot say to go on. "
            "Ask them to look at it; what you wrote stays here."
        )
    asked = stage.meeting.minutes if stage.meeting and meeting.kind is TRANSITION else 0
    if minutes < asked:
        raise Refusal(
            f"This edition asks for a meeting of {minutes_in_words(asked)}. Meet once more and "
            "write down the time of both together, or choose “not yet”."
        )


def _following(enrolment: Enrolment, stage: Stage) -> Stage | None:
    stages = programme_of(enrolment).stages
    return next((each for each in stages if each.number == stage.number + 1), None)
