"""Fixtures: a fresh application with a fresh database for each test, and people who act in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app.extensions import db
from tests.browser_like import Visitor
from tests.installation import copy_database, drop_database, make_database, opened

pytest_plugins = [
    "tests.shape.no_skips",
    "tests.shape.one_installation",
    "tests.shape.side_by_side",
    "tests.browser",
]


@pytest.fixture(scope="session")
def empty_installation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose database has the whole schema and no rows, made once and copied."""
    folder = tmp_path_factory.mktemp("empty")
    make_database(folder)
    with opened(folder):
        db.create_all()
    return folder


@pytest.fixture(scope="session")
def empty_database(empty_installation: Path) -> Path:
    return empty_installation / "attune.sqlite"


@pytest.fixture
def app(empty_installation: Path, tmp_path: Path) -> Iterator[Flask]:
    copy_database(empty_installation, tmp_path)
    with opened(tmp_path) as app:
        yield app
    drop_database(tmp_path)


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    """Somebody with a browser who is not signed in."""
    return Visitor(app)
