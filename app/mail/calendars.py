"""Calendar files: an appointment to add, to move, or to take out again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event


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


def invitation(*appointments: Appointment, stamped: datetime) -> str:
    """The text of a calendar file (RFC 5545) with these appointments.

    With one that is cancelled among them it takes them out of a calendar.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Attune//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if any(one.cancelled for one in appointments) else "PUBLISH")
    for one in appointments:
        calendar.add_component(_event(one, stamped))
    return str(calendar.to_ical().decode("utf-8"))


def _event(one: Appointment, stamped: datetime) -> Event:
    event = Event()
    event.add("uid", one.uid)
    event.add("dtstamp", stamped.astimezone(UTC))
    event.add("dtstart", one.starts_at.astimezone(UTC))
    event.add("dtend", (one.starts_at + timedelta(minutes=one.minutes)).astimezone(UTC))
    event.add("summary", one.title)
    event.add("location", one.place)
    event.add("sequence", one.number)
    event.add("status", "CANCELLED" if one.cancelled else "CONFIRMED")
    if one.words:
        event.add("description", one.words)
    return event
