"""Whether a password is somebody's: slowed down, noted, and hashed outside of transactions."""

from __future__ import annotations

from app.accounts import operations, passwords, queries, this_browser
from app.extensions import transaction
from app.models.people import Person
from app.models.sign_in import Step


def who_has_this_password(email: str, password: str) -> Person | None:
    """The person with an open account, or None; it takes as long when there is none.

    Raises TooManyAttempts.
    """
    with transaction():
        attempt = operations.begin_attempt(Step.PASSWORD, email, this_browser.here())
    found = queries.person_by_email(email)
    known = found if found is not None and found.is_active else None
    if not passwords.fits(password, known.password_hash if known else None):
        return None
    with transaction():
        operations.attempt_went_well(attempt.id)
    return known
