"""Values as a machine reads them anywhere: days and moments as ISO 8601, choices as their keys."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from enum import Enum
from fractions import Fraction
from typing import Any, TypeAlias

from app import clock

Plain: TypeAlias = dict[str, Any]


def plain(value: Any) -> Any:
    """A value without a type of Python's own. A fraction stays exact: `1001/500`."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Fraction):
        return str(value)
    return value


def day_at_home(value: str | None) -> date | None:
    """The day of a day or a moment in ISO 8601, as it was where the association is."""
    if value is None or "T" not in value:
        return date.fromisoformat(value) if value else None
    return datetime.fromisoformat(value).astimezone(clock.AT_HOME).date()


def taken(row: Any, *names: str) -> Plain:
    """These columns of a row, by their names."""
    return {name: plain(getattr(row, name)) for name in names}


def each(rows: Iterable[Any], *names: str) -> list[Plain]:
    return [taken(row, *names) for row in rows]
