"""The demo association, served for real with its worker, loaded once for all journeys."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import create_app
from app.demo.load import load_demo
from app.extensions import db
from tests.live_server import LiveServer
from tests.settings import settings_for


@pytest.fixture(scope="session")
def demo(empty_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    folder = tmp_path_factory.mktemp("demo")
    shutil.copy(empty_database, folder / "attune.sqlite")
    settings = settings_for(folder)
    app = create_app(settings)
    with app.app_context():
        load_demo(print)
        db.session.remove()
        db.engine.dispose()
    with LiveServer(settings, worker=True) as server:
        yield server
