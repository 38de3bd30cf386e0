"""Migrations go up and down, and end at the schema the models declare."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import text

from app import create_app
from app.extensions import db
from tests.settings import settings_for


def dump(app: Flask) -> dict[str, str]:
    """Every table, index and trigger as normalised SQL, by name."""
    with app.app_context():
        rows = db.session.execute(
            text(
                "SELECT name, sql FROM sqlite_master "
                "WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND name <> 'alembic_version'"
            )
        ).all()
        db.session.remove()
        db.engine.dispose()
    return {name: normalised(sql) for name, sql in rows}


def normalised(sql: str) -> str:
    """One line; the constraints of a table in alphabetical order, for their order says nothing."""
    flat = re.sub(r"\s+", " ", sql).replace('"', "").strip()
    head, bracket, body = flat.partition("(")
    if not head.startswith("CREATE TABLE"):
        return flat
    return head + bracket + ", ".join(sorted(split_at_commas(body.rstrip(")"))))


def split_at_commas(body: str) -> list[str]:
    parts, depth, current = [], 0, ""
    for letter in body:
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if letter == "," and depth == 0:
            parts.append(current.strip())
            current = ""
        else:
            current += letter
    return [*parts, current.strip()]


@pytest.fixture
def migrated(tmp_path: Path) -> Flask:
    folder = tmp_path / "migrated"
    folder.mkdir()
    app = create_app(settings_for(folder))
    with app.app_context():
        upgrade()
    return app


def test_the_migrations_end_at_the_schema_of_the_models(app: Flask, migrated: Flask) -> None:
    by_models, by_migrations = dump(app), dump(migrated)
    assert by_migrations.keys() == by_models.keys()
    for name, sql in by_models.items():
        assert by_migrations[name] == sql, name


def test_every_migration_can_be_undone_and_done_again(migrated: Flask) -> None:
    before = dump(migrated)
    with migrated.app_context():
        downgrade(revision="base")
    assert dump(migrated) == {}
    with migrated.app_context():
        upgrade()
    assert dump(migrated) == before


def test_a_trigger_of_the_models_stands_in_the_migrations(migrated: Flask) -> None:
    from app.models.guards import GUARDS

    assert {guard.name for guard in GUARDS} <= dump(migrated).keys()
