"""Between the proposal and the meeting: the own supervisor's word, and a time and place."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from app import audit, clock, events
from app.extensions import db
from app.models.meetings import MeetingTime, Recommendation, StageMeeting
from app.pathway import queries
from app.pathway.kinds import KINDS
from app.policies import Actor
from app.presentations.operations import end_presentation
from app.supervision.booked import has_booked, meets_a_panel
from app.web.errors import Refusal


def recommend(actor: Actor, meeting: StageMeeting, go_ahead: bool, words: str) -> Recommendation:
    """The own supervisor says that the meeting can take place, or not yet with what comes first.

    `not yet` closes what is shown and takes the time away; the trainee proposes again when ready.
    Refused without words for a `not yet`.
    """
    if not go_ahead and not words:
        raise Refusal("Write what comes first, so that the trainee knows how to go on.")
    before = queries.recommendation_of(meeting)
    if before is not None:
        before.replaced_at = clock.now()
        db.session.flush()
    given = Recommendation(
        enrolment_id=meeting.enrolment_id,
        meeting_id=meeting.id,
        go_ahead=go_ahead,
        words=words,
        given_by_id=actor.person_id,
    )
    db.session.add(given)
    audit.record(actor, "stage_meeting.recommended", meeting, go_ahead=go_ahead)
    events.tell("stage_meeting.recommended", meeting, go_ahead=go_ahead)
    if not go_ahead:
        cancel_time(actor, meeting)
        if meeting.presentation is not None:
            end_presentation(actor, meeting.presentation)
    return given


def give_time(
    actor: Actor, meeting: StageMeeting, starts_at: datetime, minutes: int, place: str
) -> MeetingTime:
    """A day, a time and a place or link; both get a letter with a calendar file.

    Given again it moves the meeting, and the letter moves it in their calendars. Refused for a
    time that is over, and for one at which either of them has another meeting; the database
    refuses that too.
    """
    if starts_at <= clock.now():
        raise Refusal("That time is over. Choose one that is still to come. Nothing changed.")
    both = (meeting.held_by_id, meeting.enrolment.trainee_id)
    if (
        queries.is_busy(meeting, starts_at, minutes)
        or has_booked(both, starts_at, minutes)
        or meets_a_panel(both, starts_at, minutes)
    ):
        raise Refusal(
            "One of you has another meeting at that time. Choose another one. Nothing changed."
        )
    time = meeting.time
    if time is None:
        time = meeting.time = MeetingTime(uid=str(uuid4()), number=0)
    else:
        time.number += 1
    time.starts_at, time.minutes, time.place = starts_at, minutes, place
    time.cancelled_at = None
    db.session.flush()
    audit.record(actor, "stage_meeting.scheduled", meeting, starts_at=starts_at.isoformat())
    events.tell("stage_meeting.scheduled", meeting, number=time.number)
    return time


def cancel_time(actor: Actor, meeting: StageMeeting) -> None:
    """The meeting has no time any more, and a letter takes it out of calendars."""
    time = meeting.time
    if time is None or time.cancelled_at is not None:
        return
    time.cancelled_at = clock.now()
    time.number += 1
    audit.record(actor, "stage_meeting.cancelled", meeting)
    events.tell(
        "stage_meeting.cancelled",
        meeting,
        uid=time.uid,
        number=time.number,
        starts_at=time.starts_at.isoformat(),
        minutes=time.minutes,
        place=time.place,
        meeting=KINDS[meeting.kind].name,
        held_by=meeting.held_by_id,
        trainee=meeting.enrolment.trainee_id,
        by=actor.person_id,
    )
