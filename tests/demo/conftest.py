"""The whole demo, loaded once on small drawings: these tests only read it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest
from flask import Flask

from app.demo import films
from app.demo.films import FilmStock, Footage, drawn
from app.demo.load import EVERYBODY, play
from tests.installation import copy_database, drop_database, opened


@dataclass(frozen=True)
class Loaded:
    """The application with the demo, what was said meanwhile, and the films by their SHA-256."""

    app: Flask
    said: list[str]
    drawings: dict[str, Footage]


@pytest.fixture(scope="session")
def reel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FilmStock]:
    with pytest.MonkeyPatch.context() as smaller:
        smaller.setattr(films, "SIZE", (160, 90))
        with drawn(families=2, reviews=1) as reel:
            yield reel


@pytest.fixture(scope="session")
def played(
    empty_installation: Path, reel: FilmStock, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Path, list[str]]]:
    """The folder of the demo, and what was said while it was loaded."""
    folder = tmp_path_factory.mktemp("whole-demo")
    copy_database(empty_installation, folder)
    said: list[str] = []
    with opened(folder):
        play(reel, EVERYBODY, said.append)
    yield folder, said
    drop_database(folder)


@pytest.fixture(scope="module")
def loaded(played: tuple[Path, list[str]], reel: FilmStock) -> Iterator[Loaded]:
    folder, said = played
    drawings = {sha256(one.path.read_bytes()).hexdigest(): one for one in reel}
    with opened(folder) as app:
        yield Loaded(app, said, drawings)
