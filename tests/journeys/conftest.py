"""The demo association, served for real with its worker, loaded once for all journeys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.demo.load import FOR_JOURNEYS, load_demo
from tests.installation import copy_database, drop_database, opened
from tests.live_server import LiveServer
from tests.settings import settings_for


@pytest.fixture(scope="session")
def demo(
    empty_installation: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LiveServer]:
    folder = tmp_path_factory.mktemp("demo")
    copy_database(empty_installation, folder)
    with opened(folder):
        load_demo(print, FOR_JOURNEYS)
    with LiveServer(settings_for(folder), worker=True) as server:
        yield server
    drop_database(folder)
