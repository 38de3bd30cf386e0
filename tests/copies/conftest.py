"""Tests of this room stand on the story of the portfolio, with what else a record can hold.

A test that names `whole` has it as an application of its own; `read_back` was built once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from app.extensions import db
from app.models.archives import Archive
from app.models.footage import Recording
from app.models.portfolio import Submission
from tests.copies.whole import built, complete, unpacked
from tests.installation import copy_everything, drop_database, opened
from tests.portfolio.fixtures import told, told_and_bound
from tests.portfolio.story import Story

__all__ = ["told", "told_and_bound"]
Told = tuple[Path, dict[str, Any]]


@dataclass(frozen=True)
class ReadBack:
    """An archive that was unpacked, and what it was made of: marks by token, and how many films."""

    folder: Path
    marks: dict[str, tuple[int, int, str]]
    films: int


@pytest.fixture(scope="session")
def told_whole(told_and_bound: Told, tmp_path_factory: pytest.TempPathFactory) -> Told:
    folder = tmp_path_factory.mktemp("whole") / "data"
    copy_everything(told_and_bound[0], folder)
    ids = told_and_bound[1]
    with opened(folder):
        bound = db.session.get_one(Submission, ids["submission"])
        complete(_story(ids), bound)
    return folder, ids


@pytest.fixture(scope="session")
def told_and_archived(told_whole: Told, tmp_path_factory: pytest.TempPathFactory) -> Told:
    """As `told_whole`, with an archive of it, its journal left out."""
    folder = tmp_path_factory.mktemp("archived") / "data"
    copy_everything(told_whole[0], folder)
    with opened(folder):
        return folder, {**told_whole[1], "archive": built(_story(told_whole[1])).id}


@pytest.fixture(scope="session")
def read_back(told_whole: Told, tmp_path_factory: pytest.TempPathFactory) -> ReadBack:
    folder = tmp_path_factory.mktemp("read") / "data"
    copy_everything(told_whole[0], folder)
    with opened(folder):
        story = _story(told_whole[1])
        inside = unpacked(built(story, with_journal=True), folder / "unpacked")
        marks = {
            one.token: (one.start_frame, one.span.last, str(one.rate)) for one in story.moments
        }
        return ReadBack(inside, marks, db.session.query(Recording).count())


def _story(ids: dict[str, Any]) -> Story:
    rows = {name: row for name, row in ids.items() if name not in {"submission", "archive"}}
    return Story.again(rows)


@pytest.fixture
def app(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    wanted = "told_and_archived" if "archive" in request.fixturenames else "told_whole"
    copy_everything(request.getfixturevalue(wanted)[0], tmp_path)
    with opened(tmp_path) as app:
        yield app
    drop_database(tmp_path)


@pytest.fixture
def whole(app: Flask, told_whole: Told) -> Story:
    return _story(told_whole[1])


@pytest.fixture
def archive(app: Flask, told_and_archived: Told) -> Archive:
    return db.session.get_one(Archive, told_and_archived[1]["archive"])
