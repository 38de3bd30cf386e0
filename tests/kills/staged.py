"""Attune as it is, except that it stops for good at one named point, to be killed there.

Run in place of `wsgi`: `FLASK_APP=tests.kills.staged:app flask worker`, or under gunicorn. The
environment names the point (see `tests.kills.points`); reaching it writes a file and waits. What it
claimed is free again a second later, not after minutes, for nobody wants to wait so long in a test.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import timedelta
from functools import reduce, wraps
from importlib import import_module
from itertools import count
from pathlib import Path
from typing import Any

from app import create_app
from app.events.registry import HANDLERS
from app.jobs import lease

TARGET = os.environ.get("KILL_AT", "")
AFTER = os.environ.get("KILL_WHEN") == "after"
TIME = int(os.environ.get("KILL_TIME", "1"))


def wait_to_be_killed() -> None:
    Path(os.environ["KILL_REACHED"]).touch()
    while True:
        time.sleep(60)


def stopping(function: Callable[..., Any]) -> Callable[..., Any]:
    """`function`, which stops before or after its work, when it is done the `TIME`th time."""
    times = count(1)

    @wraps(function)
    def staged(*given: Any, **named: Any) -> Any:
        here = next(times) == TIME
        if here and not AFTER:
            wait_to_be_killed()
        result = function(*given, **named)
        if here:
            wait_to_be_killed()
        return result

    return staged


def stage(target: str) -> None:
    """`app.jobs:_ring` is a function of a module, `handler:casework.tasks.tell` one of an event."""
    module, name = target.split(":")
    if module == "handler":
        for handlers in HANDLERS.values():
            if name in handlers:
                handlers[name] = stopping(handlers[name])
        return
    *owners, last = name.split(".")
    owner = reduce(getattr, owners, import_module(module))
    setattr(owner, last, stopping(getattr(owner, last)))


app = create_app()
lease.LEASE = timedelta(seconds=int(os.environ.get("KILL_LEASE", "1")))
if TARGET:
    stage(TARGET)
