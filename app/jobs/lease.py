"""Claiming a row for a while, so that no two workers do its work."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import CursorResult, or_, update

from app import clock
from app.extensions import db, transaction

LEASE = timedelta(minutes=2)
TRIES = 5


def is_free(model: Any) -> Any:
    """A condition: nobody works on the row at this moment."""
    return or_(model.lease_until.is_(None), model.lease_until < clock.now())


def claim(model: Any, row_id: int, *conditions: Any, **values: Any) -> bool:
    """Take the row if it is free and `conditions` hold: one conditional UPDATE.

    `values` are kept with it.
    """
    wanted = update(model).where(model.id == row_id, is_free(model), *conditions)
    taken = {"lease_until": clock.now() + LEASE, "attempts": model.attempts + 1}
    return _changes(wanted.values(**taken, **values))


def hold(model: Any, row_id: int, *conditions: Any, **values: Any) -> bool:
    """Say that the work goes on (a heartbeat) while `conditions` hold; `values` are kept with it.

    False says that it must not go on.
    """
    held = update(model).where(model.id == row_id, model.lease_until.is_not(None), *conditions)
    return _changes(held.values(lease_until=clock.now() + LEASE, **values))


def _changes(statement: Any) -> bool:
    with transaction():
        result = db.session.execute(statement.execution_options(synchronize_session=False))
        assert isinstance(result, CursorResult)
        return result.rowcount == 1
