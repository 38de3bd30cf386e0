"""One try of a worker at a document. A later try shuts out an earlier one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Self

from sqlalchemy import select, update

from app import clock
from app.extensions import db, transaction
from app.jobs import lease

RARELY = timedelta(hours=1)


class LeaseLost(Exception):
    """Somebody else works on the document now, or it must not be built any more."""


@dataclass(frozen=True)
class Try:
    """The try with this `number` at a row of `model` that keeps a document (`Built`)."""

    model: Any
    row_id: int
    number: int

    @classmethod
    def begin(cls, model: Any, row_id: int) -> Self | None:
        """Claim a row without its document; None when it has one, or somebody works on it."""
        if not lease.claim(model, row_id, model.built_at.is_(None)):
            return None
        asked = select(model.attempts).where(model.id == row_id)
        return cls(model, row_id, db.session.scalars(asked).one())

    @property
    def conditions(self) -> tuple[Any, ...]:
        """True for the row while this try may go on."""
        return (
            self.model.id == self.row_id,
            self.model.built_at.is_(None),
            self.model.attempts == self.number,
        )

    def go_on(self) -> None:
        """Say that the work goes on. Raises LeaseLost when it must not."""
        if not lease.hold(self.model, self.row_id, *self.conditions):
            raise LeaseLost

    def finish(self, **document: Any) -> None:
        """Mark the document built, inside the open transaction. Raises LeaseLost."""
        done = update(self.model).where(*self.conditions)
        values = {"built_at": clock.now(), "lease_until": None, **document}
        kept = done.values(**values).returning(self.model.id)
        changed = db.session.execute(kept.execution_options(synchronize_session=False))
        if changed.scalar() is None:
            raise LeaseLost

    def give_back(self) -> None:
        """Leave the row to the next sweep, or after many tries to one in an hour."""
        pause = clock.now() + RARELY if self.number >= lease.TRIES else None
        back = update(self.model).where(*self.conditions).values(lease_until=pause)
        with transaction():
            db.session.execute(back.execution_options(synchronize_session=False))
