"""Data with a thousand rows in every list, made once for a run."""

from __future__ import annotations

import atexit
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.extensions import db
from app.models.people import Role
from app.readiness.operations import rebuild
from benchmarks.harness.filled import opened_over
from tests.lists.pages import LISTS

ROWS = 1000


@dataclass(frozen=True)
class Crowded:
    """A list with its rows: who reads it, and where."""

    name: str
    email: str
    role: Role
    url: str


@cache
def crowded() -> tuple[Path, tuple[Crowded, ...]]:
    """The folder, and every list in it; it goes with the process."""
    scratch = tempfile.TemporaryDirectory()
    atexit.register(scratch.cleanup)
    folder = Path(scratch.name)
    with opened_over(folder).app_context():
        db.create_all()
        lists = tuple(map(_filled, LISTS))
        rebuild()  # rows were added by the thousand, which no session saw
        db.session.remove()
        db.engine.dispose()
    return folder, lists


def _filled(name: str) -> Crowded:
    found = LISTS[name]()
    found.fill(ROWS)
    return Crowded(name, found.reader.email, found.role, found.url)
