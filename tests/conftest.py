"""Fixtures: a fresh application with a fresh database for each test, and people who act in it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from app.extensions import db
from tests.browser_like import Visitor
from tests.settings import settings_for

pytest_plugins = ["tests.shape.no_skips", "tests.browser"]


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with the whole schema and no rows, made once and copied."""
    folder = tmp_path_factory.mktemp("empty")
    app = create_app(settings_for(folder))
    with app.app_context():
        db.create_all()
        db.engine.dispose()
    return folder / "attune.sqlite"


@pytest.fixture
def app(empty_database: Path, tmp_path: Path) -> Iterator[Flask]:
    shutil.copy(empty_database, tmp_path / "attune.sqlite")
    app = create_app(settings_for(tmp_path))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    """Somebody with a browser who is not signed in."""
    return Visitor(app)
