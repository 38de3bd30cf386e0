"""What a certificate says of somebody on a day: valid, expired, or suspended; and its code."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

YEARS_VALID = 3
"""Illustrative: AVIGuk publishes no interval; the Dutch sister body renews every three years."""

RENEWAL_OPENS_DAYS_BEFORE = 180
REMINDERS_DAYS_BEFORE = (90, 30)

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without what is mistaken for one another: 0 and O, 1, I and L, U and V."""

CODE_LENGTH = 12


class Standing(StrEnum):
    VALID = "valid"
    EXPIRED = "expired"
    SUSPENDED = "suspended"


def standing(valid_until: date, suspended: bool, on: date) -> Standing:
    """`valid_until` is the last day on which it is valid."""
    if suspended:
        return Standing.SUSPENDED
    return Standing.VALID if on <= valid_until else Standing.EXPIRED


def years_after(day: date, years: int) -> date:
    """The day before the same day, `years` later; of 29 February, 27 or 28 February."""
    try:
        same = day.replace(year=day.year + years)
    except ValueError:
        same = day.replace(year=day.year + years, day=28)
    return same - timedelta(days=1)


def grouped(code: str) -> str:
    """A code as it is printed: `K7QF-2M9X-TR4B`."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def plain(written: str) -> str:
    """A code as somebody wrote it, with spaces or dashes, in small letters: as it is kept."""
    return "".join(sign for sign in written.upper() if sign.isalnum())
