"""Counting the SQL statements that something sends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from app.extensions import db

NOT_QUERIES = ("BEGIN", "PRAGMA")


@contextmanager
def queries_counted() -> Iterator[list[str]]:
    """The statements sent inside, in order; their number is the list's length."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if not statement.startswith(NOT_QUERIES):
            sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
