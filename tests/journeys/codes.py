"""Codes as an authenticator app shows them: each is good for one sign-in, so some wait."""

from __future__ import annotations

import time
from datetime import UTC, datetime

from app.accounts import totp
from app.demo.second_factor import secret_of

_last_given: dict[str, int] = {}


def code_for(email: str) -> str:
    """A code of the demo's person that was not given before."""
    return next_code(secret_of(email))


def next_code(secret: str) -> str:
    """The code of this half minute, or the next one after the code given last."""
    step = max(_step_now(), _last_given.get(secret, 0) + 1)
    while step > _step_now() + 1:
        time.sleep(0.5)
    _last_given[secret] = step
    return totp.code_of(secret, step)


def _step_now() -> int:
    return totp.step_at(datetime.now(UTC))
