"""The calendar file of an accreditation meeting."""

from __future__ import annotations

from collections.abc import Iterable

from accreditation.wording import spoken_list
from app import clock
from app.mail.calendars import Appointment, invitation
from app.models.panel import PanelMeeting
from app.models.people import Person

NAME = "accreditation meeting"


def calendar_of(
    meeting: PanelMeeting, people: Iterable[Person], page: str, to: Person | None = None
) -> str:
    """For anybody who may read it, or in a letter `to` one of `people`, who meet."""
    one = Appointment(
        uid=meeting.uid,
        title=f"Accreditation meeting: {spoken_list(one.name for one in people)}",
        starts_at=meeting.starts_at,
        minutes=meeting.minutes,
        place=meeting.place,
        number=meeting.number,
        words=page,
    )
    return invitation(one, stamped=clock.now(), to=to)
