"""How migrations run: on the application's own engine, inside one transaction."""

from __future__ import annotations

from typing import Any

from alembic import context
from flask import current_app
from sqlalchemy import Connection

from app.extensions import db
from app.models.base import Instant


def _plain_types(kind: str, value: Any, _context: Any) -> str | bool:
    """Write our moments as the plain type they are: a migration imports nothing of the app."""
    if kind == "type" and isinstance(value, Instant):
        return "sa.DateTime(timezone=True)"
    return False


def run_migrations() -> None:
    """Apply or undo migrations. On SQLite foreign keys rest meanwhile, because tables are rebuilt;
    whether each still leads somewhere is asked before anything is kept.
    """
    with db.engine.connect() as connection:
        sqlite = connection.dialect.name == "sqlite"
        if sqlite:
            _foreign_keys(connection, "OFF")
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            render_item=_plain_types,
            transactional_ddl=True,  # SQLite can, and so all of an upgrade is kept or none of it
            **current_app.extensions["migrate"].configure_args,
        )
        with context.begin_transaction():
            context.run_migrations()
            if sqlite:
                _refuse_what_leads_nowhere(connection)
        if sqlite:
            _foreign_keys(connection, "ON")


def _foreign_keys(connection: Connection, state: str) -> None:
    """Said to the driver itself: inside a transaction SQLite does not listen to it."""
    driver = connection.connection.driver_connection
    assert driver is not None
    assert not driver.in_transaction
    driver.execute(f"PRAGMA foreign_keys={state}")


def _refuse_what_leads_nowhere(connection: Connection) -> None:
    astray = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if astray:
        tables = ", ".join(sorted({f"{row[0]} to {row[2]}" for row in astray}))
        raise RuntimeError(
            f"Rows would lead nowhere ({len(astray)}): {tables}. Nothing was changed."
        )


run_migrations()
