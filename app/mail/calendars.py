"""Calendar files: an appointment to add, to move, or to take out again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from flask import current_app
from icalendar import Calendar, Event, vCalAddress

from app.models.people import Person


@dataclass(frozen=True)
class Appointment:
    """Something with a time and a place. `number` counts its changes: the highest is the truth."""

    uid: str
    title: str
    starts_at: datetime
    minutes: int
    place: str
    number: int = 0
    words: str = ""
    cancelled: bool = False


def invitation(*appointments: Appointment, stamped: datetime, to: Person | None = None) -> str:
    """The text of a calendar file (RFC 5545) with these appointments.

    `to` makes it a request to that one person, which moves what an earlier one put into their
    calendar (RFC 5546); for that all appointments are one, with one uid. Without `to` it is a file
    for whoever reads it. With one that is cancelled among them it takes them out of a calendar.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Attune//EN")
    calendar.add("version", "2.0")
    calendar.add("method", _method(appointments, to))
    for one in appointments:
        calendar.add_component(_event(one, stamped, to))
    return str(calendar.to_ical().decode("utf-8"))


def method_of(calendar: str) -> str:
    """What a calendar file asks a calendar program to do: REQUEST, CANCEL or PUBLISH."""
    return str(Calendar.from_ical(calendar)["method"])


def _method(appointments: Sequence[Appointment], to: Person | None) -> str:
    if any(one.cancelled for one in appointments):
        return "CANCEL"
    return "PUBLISH" if to is None else "REQUEST"


def _event(one: Appointment, stamped: datetime, to: Person | None) -> Event:
    event = Event()
    event.add("uid", one.uid)
    event.add("dtstamp", stamped.astimezone(UTC))
    event.add("dtstart", one.starts_at.astimezone(UTC))
    event.add("dtend", (one.starts_at + timedelta(minutes=one.minutes)).astimezone(UTC))
    event.add("summary", one.title)
    event.add("location", one.place)
    event.add("sequence", one.number)
    event.add("status", "CANCELLED" if one.cancelled else "CONFIRMED")
    event.add("organizer", vCalAddress.new(current_app.config["MAIL_FROM"], cn="Attune"))
    if to is not None:
        event.add("attendee", _guest(to))
    if one.words:
        event.add("description", one.words)
    return event


def _guest(person: Person) -> vCalAddress:
    """Whom the letter goes to, and nobody else's address. They agreed, so no answer is asked."""
    return vCalAddress.new(
        person.email, cn=person.name, role="REQ-PARTICIPANT", partstat="ACCEPTED", rsvp=False
    )
