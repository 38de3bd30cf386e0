"""Attempts on the way in: each is a miss until it went well, so that guesses side by side count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from app import clock
from app.accounts import queries
from app.extensions import db
from app.models.sign_in import SignInAttempt, Step


@dataclass(frozen=True)
class Here:
    """Where a request comes from: the network address, and the browser in plain words."""

    address: str
    browser: str


class TooManyAttempts(Exception):
    """This step stays closed for `wait`."""

    def __init__(self, wait: timedelta) -> None:
        self.wait = wait


def begin_attempt(step: Step, email: str, here: Here) -> SignInAttempt:
    """Note an attempt, as a miss for now. Raises TooManyAttempts where there were too many."""
    email = email.strip().lower()[:254]
    wait = queries.time_to_wait(step, email, here.address[:64])
    if wait is not None:
        raise TooManyAttempts(wait)
    return note_attempt(step, email, here, succeeded=False)


def note_attempt(step: Step, email: str, here: Here, succeeded: bool) -> SignInAttempt:
    attempt = SignInAttempt(
        email=email.strip().lower()[:254],
        address=here.address[:64],
        browser=here.browser[:60],
        at=clock.now(),
        step=step,
        succeeded=succeeded,
    )
    db.session.add(attempt)
    db.session.flush()
    return attempt


def attempt_went_well(attempt_id: int) -> None:
    db.session.get_one(SignInAttempt, attempt_id).succeeded = True
