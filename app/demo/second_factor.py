"""The second factors of the demo: their keys are drawn from the addresses, so they protect nobody.

That is why a code may be printed: only for somebody of the cast, and only while their account
holds the demo's own key. A key that a real person set up is never printed from.
"""

from __future__ import annotations

import base64
import hashlib

from app import clock
from app.accounts import queries, sealing, totp
from app.demo.people import CAST
from app.models.people import Person


def secret_of(email: str) -> str:
    """The key of the demo's person at `email`, in base32; the same in every demo."""
    digest = hashlib.sha256(f"the demo's key for {email}".encode()).digest()
    return base64.b32encode(digest[:20]).decode()


def holds_the_demos_key(person: Person) -> bool:
    """Whether the person is of the cast and their app holds what the demo gave it."""
    factor = queries.second_factor_of(person.id)
    if factor is None or person.email not in {part.email for part in CAST}:
        return False
    return sealing.unseal(factor.sealed_secret) == secret_of(person.email)


def code_of_now(email: str) -> str:
    return totp.code_at(secret_of(email), clock.now())
