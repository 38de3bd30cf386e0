"""How migrations run: on the application's own engine, inside one transaction."""

from __future__ import annotations

from typing import Any

from alembic import context
from flask import current_app

from app.extensions import db
from app.models.base import Instant


def _plain_types(kind: str, value: Any, _context: Any) -> str | bool:
    """Write our moments as the plain type they are: a migration imports nothing of the app."""
    if kind == "type" and isinstance(value, Instant):
        return "sa.DateTime(timezone=True)"
    return False


def run_migrations() -> None:
    """Apply or undo migrations. On SQLite foreign keys rest meanwhile: tables are rebuilt."""
    with db.engine.connect() as connection:
        sqlite = connection.dialect.name == "sqlite"
        if sqlite:
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            connection.commit()
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            render_item=_plain_types,
            **current_app.extensions["migrate"].configure_args,
        )
        with context.begin_transaction():
            context.run_migrations()
        if sqlite:
            connection.commit()
            connection.exec_driver_sql("PRAGMA foreign_keys=ON")


run_migrations()
