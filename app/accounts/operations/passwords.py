"""Passwords are changed; what else ends with that."""

from __future__ import annotations

from app import audit
from app.accounts.operations.sessions import end_sessions
from app.audit import Acting
from app.models.people import Person


def change_password(
    actor: Acting | None, person: Person, password_hash: str, but: int | None = None
) -> None:
    """The new password counts from the next sign-in; `password_hash` comes ready.

    Every browser of the person is signed out, except the session `but`. The second factor stands.
    """
    person.password_hash = password_hash
    audit.record(actor, "password.changed", person)
    end_sessions(actor, person, but=but)
