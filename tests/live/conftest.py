"""One application and one database for each file; every test brings people of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app.models.people import Person, Role
from tests import factories as make
from tests.installation import copy_database, drop_database, opened


@pytest.fixture(scope="module")
def app(empty_installation: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    folder = tmp_path_factory.mktemp("live")
    copy_database(empty_installation, folder)
    with opened(folder) as app:
        yield app
    drop_database(folder)


@pytest.fixture
def tess(app: Flask) -> Person:
    return make.person(Role.TRAINEE)
