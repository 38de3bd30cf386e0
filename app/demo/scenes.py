"""Scenes of the demo: somebody does something, on a certain day, through the same operations."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from sqlalchemy.orm import Session

from app import clock
from app.extensions import transaction


@cache
def _the_day_of_loading() -> date:
    return datetime.now(UTC).date()


def days_ago(days: int, hour: int = 10) -> datetime:
    """That many days before the demo is loaded, at that hour, whatever the clock is set to."""
    return datetime.combine(_the_day_of_loading() - timedelta(days=days), time(hour), UTC)


@contextmanager
def scene(days: int, hour: int = 10) -> Iterator[Session]:
    """What happens inside, happened then, in one transaction."""
    with clock.set_to(days_ago(days, hour)), transaction() as session:
        yield session
