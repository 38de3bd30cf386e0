"""The one clock of the application; tests and the demo association set it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_set_to: ContextVar[datetime | None] = ContextVar("clock_set_to", default=None)
_moved_by: ContextVar[timedelta] = ContextVar("clock_moved_by", default=timedelta())

AT_HOME = ZoneInfo("Europe/London")
"""The time zone of courses, and of whoever has not chosen another."""


def at_home(on: date, at: time, zone: ZoneInfo = AT_HOME) -> datetime:
    """The moment people mean when they name a day and a time, where they are."""
    return datetime.combine(on, at, zone).astimezone(UTC)


def now() -> datetime:
    """The present moment, in UTC."""
    return _set_to.get() or datetime.now(UTC) + _moved_by.get()


def today() -> date:
    """The present day (UTC)."""
    return now().date()


@contextmanager
def set_to(moment: datetime) -> Iterator[None]:
    """Everything inside happens at `moment`, which must carry its time zone."""
    if moment.tzinfo is None:
        raise ValueError("The clock needs a time zone.")
    token = _set_to.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _set_to.reset(token)


@contextmanager
def moved_by(distance: timedelta) -> Iterator[None]:
    """Everything inside happens `distance` from now."""
    token = _moved_by.set(distance)
    try:
        yield
    finally:
        _moved_by.reset(token)
