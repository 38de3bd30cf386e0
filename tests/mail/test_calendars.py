"""Calendar files are read back by the library that calendar programs use."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from flask import Flask
from icalendar import Calendar

from app import clock
from app.mail import message
from app.mail.calendars import Appointment, invitation, method_of
from app.models.mail import Mail
from app.models.people import Role
from tests import factories as make

STAMP = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


def appointment(day: date, cancelled: bool = False) -> Appointment:
    starts_at = clock.at_home(day, time(10, 0))
    return Appointment("one", "Tea", starts_at, 60, "Room 2", 3, cancelled=cancelled)


@pytest.mark.parametrize(
    ("day", "hour"), [(date(2026, 3, 28), 10), (date(2026, 3, 29), 9), (date(2026, 10, 25), 10)]
)
def test_ten_at_home_is_the_right_hour_on_both_sides_of_summer_time(
    app: Flask, day: date, hour: int
) -> None:
    (event,) = Calendar.from_ical(invitation(appointment(day), stamped=STAMP)).walk("VEVENT")
    assert event["DTSTART"].dt == datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
    assert event["DTSTART"].to_ical().endswith(b"Z")
    assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(hours=1)


def test_a_file_for_anybody_names_no_guest(app: Flask) -> None:
    calendar = invitation(appointment(date(2026, 3, 28)), stamped=STAMP)
    (event,) = Calendar.from_ical(calendar).walk("VEVENT")
    assert (method_of(calendar), "ATTENDEE" in event) == ("PUBLISH", False)


@pytest.mark.parametrize(("cancelled", "method"), [(False, "REQUEST"), (True, "CANCEL")])
def test_the_letter_says_what_its_file_asks_for(app: Flask, cancelled: bool, method: str) -> None:
    person = make.person(Role.TRAINEE, name="Zoë; Long, “Z”")
    one = appointment(date(2026, 3, 28), cancelled)
    calendar = invitation(one, stamped=STAMP, to=person)
    mail = Mail(id=1, once="a", letter="tea", subject="Tea", body="Tea", calendar=calendar)
    mail.name, mail.address, mail.written_at = "Zoë", person.email, STAMP
    (part,) = message.made_of(mail).iter_attachments()
    assert part.get_param("method") == method
    (event,) = Calendar.from_ical(part.get_content()).walk("VEVENT")
    assert event["ATTENDEE"] == f"mailto:{person.email}"
    assert event["ATTENDEE"].params["RSVP"] == "FALSE"
    assert event["STATUS"] == ("CANCELLED" if cancelled else "CONFIRMED")
