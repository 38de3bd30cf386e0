"""The data of an application under test: made, copied, opened and dropped.

On one machine all of it is files in the test's folder. On services the folder's name also stands
for a database and a place in the bucket (see `tests/settings.py`), which go the same ways.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from flask import Flask
from sqlalchemy.orm import close_all_sessions

from app import create_app
from app.extensions import db
from app.storage import storage_for
from tests.compiled import keep_compiled
from tests.settings import GIVEN, ON_SERVICES, name_of, settings_for

DATABASE = "attune.sqlite"


@contextmanager
def opened(folder: Path) -> Iterator[Flask]:
    """The application on the data in `folder`, with its context."""
    app = create_app(settings_for(folder))
    keep_compiled(app)
    with app.app_context():
        try:
            yield app
        finally:
            close_all_sessions()  # of threads and of requests too
            db.session.remove()
            db.engine.dispose()


def make_database(folder: Path) -> None:
    """A database without a table; on SQLite it comes into being by itself."""
    if ON_SERVICES:
        _say(f'CREATE DATABASE "{name_of(folder)}" TEMPLATE template0')


def copy_database(source: Path, folder: Path) -> None:
    """The rows of `source`, which nobody has open, for the test in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    if ON_SERVICES:
        _say(f'CREATE DATABASE "{name_of(folder)}" TEMPLATE "{name_of(source)}" STRATEGY FILE_COPY')
    else:
        shutil.copy(source / DATABASE, folder / DATABASE)


def copy_everything(source: Path, folder: Path) -> None:
    """Rows, films and documents of `source`, which nobody has open, for the test in `folder`."""
    shutil.copytree(source, folder, dirs_exist_ok=True)
    if ON_SERVICES:
        copy_database(source, folder)
        _copy_stored(source, folder)


def drop_database(folder: Path) -> None:
    """Give back the room of a database whose test is over."""
    if ON_SERVICES:
        _say(f'DROP DATABASE IF EXISTS "{name_of(folder)}" WITH (FORCE)')


def _copy_stored(source: Path, folder: Path) -> None:
    kept, wanted = storage_for(settings_for(source)), storage_for(settings_for(folder))
    for key in kept.keys_under(""):
        with kept.fetch(key) as path:
            wanted.publish(key, path)


def _say(statement: str) -> None:
    with psycopg.connect(
        GIVEN["ATTUNE_DATABASE_URL"].format("postgres"), autocommit=True
    ) as server:
        server.execute(statement.encode())
