"""Migrations go up and down, and end at the schema the models declare."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import downgrade, upgrade

from app import create_app
from app.extensions import db
from tests.installation import drop_database, make_database
from tests.migrations.catalogue import dump
from tests.settings import settings_for


@pytest.fixture
def migrated(tmp_path: Path) -> Iterator[Flask]:
    folder = tmp_path / "migrated"
    folder.mkdir()
    make_database(folder)
    app = create_app(settings_for(folder))
    with app.app_context():
        upgrade()
        db.engine.dispose()
    yield app
    drop_database(folder)


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
