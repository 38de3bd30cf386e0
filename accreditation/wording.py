"""Small pieces of plain English shared by the sentences of this room."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from math import ceil


def day(on: date) -> str:
    """`3 May 2026`, the same in every locale."""
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def counted(number: int, noun: str) -> str:
    """`1 cycle`, `2 cycles`; for a noun whose plural adds more, write `day|days`."""
    one, _, many = noun.partition("|")
    return f"{number} {one}" if number == 1 else f"{number} {many or one + 's'}"


def spoken_list(words: Iterable[str], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    items = list(words)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def minutes_in_words(minutes: int) -> str:
    """`45 minutes`, `1 hour`, `1 hour 30 minutes`, `15 hours`."""
    hours, rest = divmod(minutes, 60)
    parts = [counted(hours, "hour")] if hours else []
    if rest or not hours:
        parts.append(counted(rest, "minute"))
    return " ".join(parts)


def about(time: timedelta) -> str:
    """`less than a minute`, `about 3 minutes`, `about 1 hour 30 minutes`; never promises less."""
    minutes = ceil(time.total_seconds() / 60)
    return "less than a minute" if minutes <= 1 else f"about {minutes_in_words(minutes)}"


MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
