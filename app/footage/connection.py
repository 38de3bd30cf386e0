"""While bytes flow, however slowly, nothing of the database is held."""

from __future__ import annotations

from app.extensions import db


def give_back() -> None:
    """End the session of this request; rows that were loaded keep what they hold."""
    db.session.remove()
