"""Questions about accounts and attempts to sign in."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select

from app import clock
from app.extensions import db
from app.models.people import Person, SignInAttempt

WINDOW = timedelta(minutes=15)
TRIES_PER_ACCOUNT = 8
TRIES_PER_ADDRESS = 60


def person_by_email(email: str) -> Person | None:
    return db.session.scalar(select(Person).where(Person.email == email.strip().lower()))


def too_many_attempts(email: str, address: str) -> bool:
    """Whether this account or this address missed too often in the last quarter of an hour."""
    return (
        _misses(SignInAttempt.email == email.strip().lower()) >= TRIES_PER_ACCOUNT
        or _misses(SignInAttempt.address == address) >= TRIES_PER_ADDRESS
    )


def _misses(whose: object) -> int:
    since = clock.now() - WINDOW
    counted = select(func.count(SignInAttempt.id)).where(
        whose,  # type: ignore[arg-type]
        SignInAttempt.at > since,
        SignInAttempt.succeeded.is_(False),
    )
    return db.session.scalar(counted) or 0
