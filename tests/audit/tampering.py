"""Somebody with the database in their hands: what they can do once the triggers are gone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select, text, update

from app import audit, clock
from app.audit.form import Sealed
from app.extensions import db, transaction
from app.models.audit import AuditEntry
from app.models.guards import GUARDS
from app.models.people import Role
from app.policies import Actor
from tests import factories as make

ENTRIES = AuditEntry.__table__
assert isinstance(ENTRIES, Table)
Values = dict[str, Any]


def keep_entries(number: int, in_each: int = 1) -> None:
    """Entries of many kinds, `in_each` to a transaction, a minute between them."""
    people = [make.person(Role.REGISTRAR) for _ in range(2)]
    began = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
    for first in range(0, number, in_each):
        with transaction(), clock.set_to(began + timedelta(minutes=first)):
            for n in range(first, min(number, first + in_each)):
                somebody = people[n % 2]
                actor = Actor(somebody.id, Role.REGISTRAR) if n % 3 else None
                audit.record(actor, f"thing.{n % 5}", somebody, number=n, ids=[n, n + 1], who="Zoë")


def lift_guards() -> None:
    with changing() as connection:
        for guard in GUARDS:
            if guard.table == "audit_entries":
                for statement in guard.removal(connection.dialect.name):
                    connection.execute(text(statement))


@contextmanager
def changing() -> Iterator[Connection]:
    """A connection that writes past the application."""
    db.session.remove()
    with db.engine.connect().execution_options(writes=True) as connection:
        yield connection
        connection.commit()


def rows() -> list[Values]:
    with db.engine.connect() as connection:
        found = connection.execute(select(ENTRIES).order_by(ENTRIES.c.id)).mappings()
        return [dict(row) for row in found]


def put_back(as_they_were: list[Values]) -> None:
    with changing() as connection:
        connection.execute(delete(ENTRIES))
        connection.execute(insert(ENTRIES), as_they_were)


def change(entry_id: int, **values: Any) -> None:
    with changing() as connection:
        connection.execute(update(ENTRIES).where(ENTRIES.c.id == entry_id).values(**values))


def remove(entry_id: int) -> None:
    with changing() as connection:
        connection.execute(delete(ENTRIES).where(ENTRIES.c.id == entry_id))


def add(**values: Any) -> None:
    with changing() as connection:
        connection.execute(insert(ENTRIES).values(**values))


def sealed(row: Values, **changed: Any) -> Values:
    """The row as changed, with a digest that is right for it."""
    said = {name: value for name, value in {**row, **changed}.items() if name != "digest"}
    return {**said, "digest": Sealed(**said).digest}


def sealed_anew(kept: list[Values], position: int, **changed: Any) -> list[Values]:
    """The whole record with one entry changed and every later one sealed to fit."""
    chain = kept[:position]
    for row in kept[position:]:
        previous = chain[-1]["digest"] if chain else "0" * 64
        chain.append(sealed(row, previous=previous, **(changed if row is kept[position] else {})))
    return chain
