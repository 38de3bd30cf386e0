"""Several people, or several workers, at the same moment."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import TypeVar

from flask import Flask

from app.extensions import db

Result = TypeVar("Result")


def together(app: Flask, acts: Sequence[Callable[[], Result]]) -> list[Result | Exception]:
    """What each act came to, begun at one moment, each with a session of its own."""
    start = threading.Barrier(len(acts))
    came_to: list[Result | Exception] = [NotImplementedError()] * len(acts)

    def run(number: int) -> None:
        with app.app_context():
            start.wait(30)
            try:
                came_to[number] = acts[number]()
            except Exception as error:
                came_to[number] = error
            finally:
                db.session.remove()

    threads = [threading.Thread(target=run, args=[number]) for number in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    db.session.remove()
    return came_to
