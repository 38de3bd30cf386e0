"""What was noted of sign-ins is kept for half a year, then removed: addresses are personal."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete

from app.accounts import queries
from app.extensions import db


def prune_sign_ins(at_a_time: int = 500) -> None:
    """Remove attempts, browsers and requests of long ago, some hundreds of each."""
    for column, past in queries.long_past_sign_ins(at_a_time):
        table: Any = column.class_
        db.session.execute(delete(table).where(column.in_(past)))
