"""Entries are gathered while a transaction is open, and written as its last act."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from accreditation.seal import canonical
from app import clock
from app.audit.form import BEFORE_THE_FIRST, Sealed
from app.extensions import before_commit, db
from app.models.audit import AuditEntry
from app.models.people import Person, Role

TURN = 0x41756469
"""Names the lock of PostgreSQL under which entries are written."""


class Acting(Protocol):
    """Somebody acting in a role."""

    @property
    def person_id(self) -> int: ...
    @property
    def role(self) -> Role | None: ...


class Row(Protocol):
    """A row with its key."""

    __tablename__: Any
    id: Any


@dataclass(frozen=True, slots=True)
class Draft:
    """What an entry says, before its place in the chain is known."""

    at: datetime
    person_id: int | None
    role: Role | None
    act: str
    subject: str
    subject_id: int
    detail: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry and its digest, by which everything up to it can be checked."""

    id: int
    digest: str

    def __str__(self) -> str:
        return f"{self.id}:{self.digest}"


def record(actor: Acting | None, act: str, subject: Row, **detail: Any) -> None:
    """Add one entry to the open transaction. `detail` holds plain values, never names or words.

    `actor` is None where the machine itself acts (a worker), or before anyone has an account.
    Raises SealError for a detail that is not plain: a float, a date, a tuple.
    """
    db.session.flush()
    canonical(detail)
    draft = Draft(
        at=clock.now(),
        person_id=actor.person_id if actor else None,
        role=actor.role if actor else None,
        act=act,
        subject=subject.__tablename__,
        subject_id=subject.id,
        detail=detail,
    )
    before_commit(_write, draft)


def head() -> Head:
    """The last entry there is; number 0 where there is none."""
    last = select(AuditEntry.id, AuditEntry.digest).order_by(AuditEntry.id.desc()).limit(1)
    found = db.session.execute(last).one_or_none()
    return Head(found.id, found.digest) if found else Head(0, BEFORE_THE_FIRST)


def _write(drafts: list[Draft]) -> None:
    session = db.session()
    _take_turn(session, drafts)
    last, rows = head(), []
    for draft in drafts:
        sealed = Sealed(id=last.id + 1, previous=last.digest, **asdict(draft))
        last = Head(sealed.id, sealed.digest)
        rows.append({**asdict(sealed), "digest": last.digest})
    session.execute(insert(AuditEntry.__table__), rows)  # type: ignore[arg-type]


def _take_turn(session: Session, drafts: list[Draft]) -> None:
    """Let one transaction at a time write, until it ends. On SQLite only one writes anyway.

    The people are locked first, as the foreign key will ask, so that whoever has the turn waits for
    nobody: two transactions can then never wait for each other.
    """
    if session.get_bind().dialect.name != "postgresql":
        return
    people = sorted({draft.person_id for draft in drafts if draft.person_id is not None})
    named = select(Person.id).where(Person.id.in_(people)).order_by(Person.id)
    session.execute(named.with_for_update(read=True, key_share=True))
    session.execute(select(func.pg_advisory_xact_lock(TURN)))
