"""The points at which a process is killed, and the staged processes that stop there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests import processes


@dataclass(frozen=True)
class Point:
    """Before or after the `time`th call of `target` (see `tests.kills.staged`).

    `done` is how much was finished before the kill, where that can be said; a point that is `long`
    is left to `make test-long`.
    """

    target: str
    after: bool = False
    time: int = 1
    done: int | None = None
    long: bool = False

    def environment(self, app: Flask) -> dict[str, str]:
        return {
            "FLASK_APP": "tests.kills.staged:app",
            "KILL_AT": self.target,
            "KILL_WHEN": "after" if self.after else "before",
            "KILL_TIME": str(self.time),
            "KILL_REACHED": str(reached(app)),
        }


def each_of(points: Mapping[str, Point]) -> list[Any]:
    """The points as parameters of a test, named."""
    return [
        pytest.param(point, id=name, marks=[pytest.mark.long] if point.long else [])
        for name, point in points.items()
    ]


def reached(app: Flask) -> Path:
    folder: Path = app.config["DATA"]
    return folder / "reached"


def kill_a_worker(app: Flask, at: Point, more: Mapping[str, str] | None = None) -> None:
    """Start a worker that stops at a point, and kill it there."""
    with processes.worker(app, **at.environment(app), **(more or {})) as process:
        processes.wait_until(reached(app).exists)
        processes.kill(process)


@contextmanager
def web_killed_at(app: Flask, at: Point) -> Iterator[str]:
    """The address of a web process that stops at a point; it is killed there at the end."""
    with processes.web(app, **at.environment(app)) as (process, address):
        yield address
        processes.wait_until(reached(app).exists)
        processes.kill(process)
