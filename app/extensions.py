"""The shared tools of Flask, and `transaction()`: the one way to change rows."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from flask_login import LoginManager
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect
from sqlalchemy import Connection, Engine, MetaData, event
from sqlalchemy.orm import DeclarativeBase, Session


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})
login_manager = LoginManager()
csrf = CSRFProtect()
migrate = Migrate(db=db, render_as_batch=True)

LONGEST_WAIT = 15
"""Seconds that a writer waits for its turn on SQLite."""

_queue = threading.Lock()

OUTSIDE = "Rows change inside transaction() only."


@contextmanager
def transaction() -> Iterator[Session]:
    """One write transaction: all of it is kept, or none of it.

    On SQLite it begins IMMEDIATE, so that a writer waits for its turn instead of meeting
    "database is locked" halfway, and the writers of one process wait in a queue. What
    `before_commit` gathered is written as the last act; what `after_commit` was given runs once
    the rows are safe.
    """
    session = db.session()
    if session.info.get("writing"):
        raise RuntimeError("A transaction is already open here.")
    session.rollback()
    session.info["writing"] = True
    session.info["before_commit"] = {}
    session.info["after_commit"] = []
    with _in_the_queue(session):
        try:
            session.connection(execution_options={"writes": True})
            yield session
            _write_what_was_gathered(session)
            session.commit()
        except BaseException:
            session.rollback()
            session.info["after_commit"] = []
            raise
        finally:
            session.info["writing"] = False
    for act in session.info.pop("after_commit"):
        act()


@contextmanager
def _in_the_queue(session: Session) -> Iterator[None]:
    """One writer of this process at a time on SQLite.

    SQLite makes whoever finds it taken sleep ever longer and look again, so that some wait for a
    second while it is free; a lock wakes the next one at once. Who waits too long here goes on to
    wait there, and is refused there.
    """
    ours = session.get_bind().dialect.name == "sqlite" and _queue.acquire(timeout=LONGEST_WAIT)
    try:
        yield
    finally:
        if ours:
            _queue.release()


def before_commit(write: Callable[[list[Any]], None], item: Any) -> None:
    """Gather `item`: the open transaction's last act is `write` with all that it was given."""
    session = db.session()
    if not session.info.get("writing"):
        raise RuntimeError(OUTSIDE)
    session.info["before_commit"].setdefault(write, []).append(item)


def _write_what_was_gathered(session: Session) -> None:
    session.flush()
    for write, items in session.info["before_commit"].items():
        write(items)


def after_commit(act: Callable[[], None]) -> None:
    """Do `act` once the open transaction is safe; forget it if the transaction is undone."""
    db.session().info["after_commit"].append(act)


@event.listens_for(Session, "before_flush")
def _only_inside_a_transaction(session: Session, *_: Any) -> None:
    if not session.info.get("writing"):
        raise RuntimeError(OUTSIDE)


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: Any, _record: Any) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None  # we say BEGIN ourselves, see below
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute(f"PRAGMA busy_timeout={1000 * LONGEST_WAIT}")


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@event.listens_for(Engine, "begin")
def _wait_for_ones_turn(connection: Connection) -> None:
    """On PostgreSQL too there is one writer at a time, and what it reads then is what there is.

    The lock ends with the transaction. A machine that is lost meanwhile does not keep it.
    """
    writes = connection.get_execution_options().get("writes")
    if writes and connection.dialect.name == "postgresql":
        connection.exec_driver_sql(_MY_TURN)


_MY_TURN = (
    "SELECT pg_advisory_xact_lock(7239801), "
    "set_config('idle_in_transaction_session_timeout', '30s', true)"
)
