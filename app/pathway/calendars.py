"""The calendar file of a stage meeting."""

from __future__ import annotations

from app import clock, mail
from app.mail.calendars import Appointment, invitation
from app.models.meetings import MeetingTime, StageMeeting
from app.models.people import Person
from app.pathway.kinds import KINDS


def calendar_of(meeting: StageMeeting, time: MeetingTime, to: Person | None = None) -> str:
    """The calendar file of a meeting, for anybody who may read it or in a letter `to` one of both.

    It names the people who meet, nothing about a client.
    """
    name = KINDS[meeting.kind].name
    one = Appointment(
        uid=time.uid,
        title=f"{name[:1].upper()}{name[1:]}: {meeting.enrolment.trainee.name} and "
        f"{meeting.held_by.name}",
        starts_at=time.starts_at,
        minutes=time.minutes,
        place=time.place,
        number=time.number,
        words=mail.link("pathway.meeting", meeting_id=meeting.id),
    )
    return invitation(one, stamped=clock.now(), to=to)
