"""The chair finds a time for the accreditation meeting."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from app import audit, clock, events
from app.extensions import db
from app.models.panel import PanelMeeting
from app.models.portfolio import Submission
from app.panel import queries
from app.policies import Actor
from app.portfolio.queries import meeting_of
from app.supervision import booked
from app.web.errors import Refusal


def arrange_meeting(
    actor: Actor, submission: Submission, starts_at: datetime, minutes: int, place: str
) -> PanelMeeting:
    """A day, a time and a place or link; trainee and panel get a letter with a calendar file.

    Given again it moves the meeting, and the letter moves it in their calendars. Refused for a
    time that is over, and for one at which somebody of them is expected elsewhere.
    """
    if starts_at <= clock.now():
        raise Refusal("That time is over. Choose one that is still to come. Nothing changed.")
    people = [one.id for one in queries.who_meets(submission)]
    meeting = meeting_of(submission)
    if (
        booked.has_a_meeting(people, starts_at, minutes)
        or booked.has_booked(people, starts_at, minutes)
        or booked.meets_a_panel(people, starts_at, minutes, besides=submission.id)
    ):
        raise Refusal("Somebody of you has another meeting then. Choose another time.")
    if meeting is None:
        meeting = PanelMeeting(submission_id=submission.id, uid=str(uuid4()), number=0)
        db.session.add(meeting)
    else:
        meeting.number += 1
    meeting.starts_at, meeting.minutes, meeting.place = starts_at, minutes, place
    meeting.cancelled_at = None
    db.session.flush()
    audit.record(actor, "panel_meeting.arranged", meeting, starts_at=starts_at.isoformat())
    events.tell("panel_meeting.arranged", meeting, number=meeting.number)
    return meeting


def cancel_meeting(actor: Actor, submission: Submission) -> None:
    """It has no time any more, and a letter takes it out of calendars."""
    meeting = meeting_of(submission)
    if meeting is None or meeting.cancelled_at is not None:
        raise Refusal("This meeting has no time. Nothing was cancelled.")
    meeting.cancelled_at = clock.now()
    meeting.number += 1
    audit.record(actor, "panel_meeting.cancelled", meeting)
    events.tell(
        "panel_meeting.cancelled",
        meeting,
        number=meeting.number,
        starts_at=meeting.starts_at.isoformat(),
        minutes=meeting.minutes,
        place=meeting.place,
        by=actor.person_id,
    )
