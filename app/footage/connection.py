"""While bytes flow, however slowly, nothing of the database is held."""

from __future__ import annotations

from app.extensions import db


def give_back() -> None:
    """Give the connection of this request back to the pool; rows are read anew after it."""
    db.session.rollback()
