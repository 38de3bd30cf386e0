"""Walking the chain from the first entry to the last, a batch at a time."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, String, Text, cast, null, select, type_coerce
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import NullType

from app.audit.entries import Head
from app.audit.form import BEFORE_THE_FIRST, Sealed
from app.extensions import db
from app.models.audit import AuditEntry

BATCH = 1000


class Wrong(StrEnum):
    """What is wrong with an entry."""

    CONTENT = "content"
    LINK = "link"
    GAP = "gap"
    HEAD = "head"


@dataclass(frozen=True, slots=True)
class Broken:
    """The first entry that does not hold; `at` is what stands there, readable or not."""

    id: int
    at: str
    wrong: Wrong
    sentence: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many entries hold, the last of them, and what does not."""

    entries: int
    head: Head
    broken: Broken | None = None


def verify(noted: Head | None = None, progress: Callable[[int], Any] = lambda _: None) -> Verdict:
    """Check every entry against its digest and against the one before; and `noted`, a head of an
    earlier day, against what stands there now: only so can it be seen that the end was cut off.

    Reads what is in the database as it is, with bounded memory; `progress` is given the number of
    entries after each batch.
    """
    last, count = Head(0, BEFORE_THE_FIRST), 0
    seen = noted is None or noted == last
    for rows in _batches():
        for row in rows:
            broken = _look(row, last) or _against(noted, row)
            if broken:
                return Verdict(count, last, broken)
            last, count = Head(row.id, row.digest), count + 1
            seen = seen or last == noted
        progress(len(rows))
    if noted is not None and not seen:
        return Verdict(count, last, _missing(noted, last))
    return Verdict(count, last)


def _look(row: Any, last: Head) -> Broken | None:
    if not _holds(row):
        return _broken(row, Wrong.CONTENT, "What it says does not give its digest.")
    if row.previous == last.digest:
        return None
    if row.id == last.id + 1:
        if last.id == 0:
            return _broken(row, Wrong.LINK, "It is the first, yet follows another.")
        sentence = f"It does not follow entry {last.id} as that stands there now."
        return _broken(row, Wrong.LINK, sentence)
    missing = f"{last.id + 1} to {row.id - 1}" if row.id - last.id > 2 else f"{last.id + 1}"
    return _broken(row, Wrong.GAP, f"Before it is missing: {missing}.")


def _holds(row: Any) -> bool:
    try:
        return bool(_sealed(row).digest == row.digest)
    except (ValueError, TypeError, AttributeError, RecursionError):
        return False


def _sealed(row: Any) -> Sealed:
    """The row as an entry; raises one of many errors where it holds what no entry could."""
    at = datetime.fromisoformat(row.at) if isinstance(row.at, str) else row.at
    values = {**row._mapping, "at": at if at.tzinfo else at.replace(tzinfo=UTC)}
    del values["digest"]
    return Sealed(**{**values, "detail": json.loads(row.detail)})


def _against(noted: Head | None, row: Any) -> Broken | None:
    if noted is None or row.id != noted.id or row.digest == noted.digest:
        return None
    return _broken(row, Wrong.HEAD, "It holds, but another entry was noted in its place.")


def _missing(noted: Head, last: Head) -> Broken:
    sentence = f"It was noted as the last, and is not there; the chain ends with entry {last.id}."
    return Broken(noted.id, "unknown", Wrong.HEAD, sentence)


def _broken(row: Any, wrong: Wrong, sentence: str) -> Broken:
    return Broken(row.id, str(row.at or "an unreadable moment"), wrong, sentence)


def _batches() -> Iterator[list[Any]]:
    """Every row in the order of ids. Each batch is read by itself, so that writers go on."""
    after: int | None = None
    while rows := _read(after):
        yield rows
        after = rows[-1].id


def _read(after: int | None) -> list[Any]:
    """The next rows; only one, or no more than its number, where the database cannot read more."""
    attempts = _as_it_stands(after, BATCH), _as_it_stands(after, 1), _only_the_number(after)
    for number, rows in enumerate(attempts, 1):
        with db.engine.connect() as connection:
            try:
                return list(connection.execute(rows))
            except DBAPIError:
                if number == len(attempts):
                    raise
    return []


def _as_it_stands(after: int | None, limit: int) -> Select[Any]:
    entries = AuditEntry.__table__.c
    rows = select(
        entries.id,
        type_coerce(entries.at, NullType()).label("at"),
        entries.person_id,
        type_coerce(entries.role, String).label("role"),
        entries.act,
        entries.subject,
        entries.subject_id,
        cast(entries.detail, Text).label("detail"),
        entries.previous,
        entries.digest,
    )
    return _in_order(rows, after, limit)


def _only_the_number(after: int | None) -> Select[Any]:
    names = AuditEntry.__table__.c.keys()
    others = (null().label(name) for name in names if name != "id")
    return _in_order(select(AuditEntry.__table__.c.id, *others), after, 1)


def _in_order(rows: Select[Any], after: int | None, limit: int) -> Select[Any]:
    number = AuditEntry.__table__.c.id
    return (rows if after is None else rows.where(number > after)).order_by(number).limit(limit)
