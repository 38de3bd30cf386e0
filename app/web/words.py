"""Filters of the templates: days, times and sizes as people say them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from flask import Flask

from app import clock
from app.models.people import Person
from app.web import zones


def day(value: date | None) -> str:
    """3 March 2026"""
    return f"{value.day} {value:%B %Y}" if value else ""


def moment(value: datetime | None, reader: Person | None = None) -> str:
    """3 March 2026 at 14:05 (UK time)"""
    if value is None:
        return ""
    zone = zones.zone_for(reader)
    here = value.astimezone(zone)
    return f"{day(here.date())} at {here:%H:%M} ({zones.named(zone)})"


def appointment(value: datetime | None, reader: Person | None = None) -> str:
    """Thursday 3 December 2026, 14:05 (UK time)"""
    if value is None:
        return ""
    return f"{value.astimezone(zones.zone_for(reader)):%A} {moment(value, reader)}".replace(
        " at ", ", "
    )


def since(value: datetime | None) -> str:
    """today, yesterday, 12 days ago"""
    if value is None:
        return ""
    days = (clock.today() - value.date()).days
    return {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")


def duration(seconds: float) -> str:
    """1:04:09 or 4:09"""
    whole = timedelta(seconds=round(seconds))
    hours, rest = divmod(int(whole.total_seconds()), 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"


def size(count: int) -> str:
    """120 MB"""
    for unit, bytes_each in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if count >= bytes_each:
            return f"{count / bytes_each:.3g} {unit}"
    return f"{count} bytes"


def init_app(app: Flask) -> None:
    for name in (day, moment, appointment, since, duration, size):
        app.add_template_filter(name)
