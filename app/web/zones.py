"""The time zone of whoever reads, and how it is called."""

from __future__ import annotations

from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from flask import has_request_context
from flask_login import current_user

from app import clock
from app.models.people import Person

REGIONS = (
    *("Africa", "America", "Antarctica", "Asia", "Atlantic"),
    *("Australia", "Europe", "Indian", "Pacific"),
)


def zone_for(person: Person | None = None) -> ZoneInfo:
    """Of `person`, or without one of whoever asks for the page; else that of the United Kingdom."""
    if person is None and has_request_context() and current_user.is_authenticated:
        return ZoneInfo(current_user.time_zone)
    return ZoneInfo(person.time_zone) if person is not None else clock.AT_HOME


def named(zone: ZoneInfo) -> str:
    """`UK time`, `Brussels time`"""
    return "UK time" if zone == clock.AT_HOME else f"{_place(zone.key)} time"


@lru_cache(1)
def choices() -> list[tuple[str, str]]:
    """Every time zone that has a place, by the name of the place: key and label."""
    places = [one for one in available_timezones() if one.partition("/")[0] in REGIONS]
    labelled = [(one, f"{_place(one)} ({one.partition('/')[0]})") for one in places]
    return sorted(labelled, key=lambda one: one[1])


def _place(key: str) -> str:
    return key.rpartition("/")[2].replace("_", " ")
