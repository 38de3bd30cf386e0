"""Who hears of stage meetings: that one is asked for, taken back, or recorded."""

from __future__ import annotations

from app import events, notices
from app.extensions import db
from app.models.meetings import StageMeeting
from app.models.people import Person, Role
from app.programmes.queries import supervisor_of


@events.on("stage_meeting.proposed")
def tell_who_is_asked(event: events.Event) -> None:
    meeting = db.session.get(StageMeeting, event.subject_id)
    if meeting is None or meeting.recorded_at is not None:
        return  # taken back, or held already
    words = (
        f"{meeting.enrolment.trainee.name} asks you to hold a transition meeting, and shows you "
        "recordings for it."
    )
    _tell(event, meeting.held_by_id, Role.SUPERVISOR, words, meeting)


@events.on("stage_meeting.taken_back")
def tell_who_was_asked(event: events.Event) -> None:
    trainee = db.session.get_one(Person, event.detail["trainee"])
    words = f"{trainee.name} no longer asks you for a transition meeting. There is nothing to do."
    notices.about(event, event.detail["held_by"], Role.SUPERVISOR, words, "presentations.received")


@events.on("stage_meeting.recorded")
def tell_trainee_and_supervisor(event: events.Event) -> None:
    meeting = db.session.get_one(StageMeeting, event.subject_id)
    held_by, trainee = meeting.held_by.name, meeting.enrolment.trainee
    words = f"{held_by} wrote down how your transition meeting went."
    _tell(event, trainee.id, Role.TRAINEE, words, meeting)
    supervisor = supervisor_of(meeting.enrolment)
    if supervisor is not None:
        words = f"{held_by} wrote down how {trainee.name}’s transition meeting went."
        _tell(event, supervisor.id, Role.SUPERVISOR, words, meeting)


def _tell(
    event: events.Event, person_id: int, role: Role, words: str, meeting: StageMeeting
) -> None:
    notices.about(event, person_id, role, words, "pathway.meeting", meeting_id=meeting.id)
