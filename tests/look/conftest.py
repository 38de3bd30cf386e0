"""One served application for every test that looks at all pages."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import create_app
from app.extensions import db
from tests.live_server import LiveServer
from tests.look.cast import assemble
from tests.look.doors import Doors
from tests.look.sweep import Sweep
from tests.settings import settings_for


@pytest.fixture(scope="session")
def sweep(empty_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sweep]:
    folder = tmp_path_factory.mktemp("sweep")
    shutil.copy(empty_database, folder / "attune.sqlite")
    settings = {**settings_for(folder), "MODE": "development", "PROPAGATE_EXCEPTIONS": False}
    app = create_app(settings)
    with app.app_context():
        cast = assemble(app)
        with LiveServer(settings) as server:
            made = Sweep(app, server.url, cast, Doors(app, cast.rows, cast.first, cast.values))
            made.open_doors()
            yield made
        db.session.remove()
        db.engine.dispose()
