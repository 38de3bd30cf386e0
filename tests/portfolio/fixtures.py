"""The story, told once and copied for each test: ready to submit, and submitted with its PDF.

A test names `story` or `bound`; both bring their own application.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from app.extensions import db
from app.models.portfolio import Submission
from tests.installation import copy_database, copy_everything, drop_database, opened
from tests.portfolio import story as tell
from tests.portfolio.story import Story


@pytest.fixture(scope="session")
def told(
    empty_installation: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, dict[str, Any]]:
    """A folder with a training that is ready to submit, and the ids of its rows."""
    folder = tmp_path_factory.mktemp("told")
    copy_database(empty_installation, folder)
    with opened(folder):
        return folder, tell.ready_to_submit().ids()


@pytest.fixture(scope="session")
def told_and_bound(
    told: tuple[Path, dict[str, Any]], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, dict[str, Any]]:
    """As `told`, submitted as number 1, and its document built."""
    folder = tmp_path_factory.mktemp("bound") / "data"
    copy_everything(told[0], folder)
    with opened(folder):
        submission = tell.bound(Story.again(told[1]))
        return folder, {**told[1], "submission": submission.id}


@pytest.fixture
def app(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    wanted = "told_and_bound" if "bound" in request.fixturenames else "told"
    copy_everything(request.getfixturevalue(wanted)[0], tmp_path)
    with opened(tmp_path) as app:
        yield app
    drop_database(tmp_path)


@pytest.fixture
def story(app: Flask, told: tuple[Path, dict[str, Any]]) -> Story:
    return Story.again(told[1])


@pytest.fixture
def bound(app: Flask, told_and_bound: tuple[Path, dict[str, Any]]) -> Submission:
    return db.session.get_one(Submission, told_and_bound[1]["submission"])
