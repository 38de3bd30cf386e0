"""Questions about people, their browsers and second factors, and attempts to sign in."""

from app.accounts.queries.attempts import (
    attempts_at,
    long_past_sign_ins,
    some_sign_in_is_long_past,
    time_to_wait,
)
from app.accounts.queries.people import (
    Account,
    accounts_of,
    open_link,
    other_usable_registrars,
    people,
    person_by_email,
    unanswered_password_requests,
)
from app.accounts.queries.sessions import (
    count_live_sessions,
    live_session,
    live_sessions,
    open_sessions,
    recovery_codes_left,
    second_factor_of,
    session_waiting_for_code,
)

__all__ = [
    "Account",
    "accounts_of",
    "attempts_at",
    "count_live_sessions",
    "live_session",
    "live_sessions",
    "long_past_sign_ins",
    "open_link",
    "open_sessions",
    "other_usable_registrars",
    "people",
    "person_by_email",
    "recovery_codes_left",
    "second_factor_of",
    "session_waiting_for_code",
    "some_sign_in_is_long_past",
    "time_to_wait",
    "unanswered_password_requests",
]
