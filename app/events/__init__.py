"""Events: what happened, told upward to the rooms that have something to do about it.

`tell` writes a row in the transaction of the change itself, so neither is ever there without the
other. Rooms register handlers in their `tasks.py` with `on`; each runs once for each event.
"""

from flask import Blueprint

from app.events.operations import deliver, deliver_waiting, prune, tell
from app.events.queries import undelivered
from app.events.registry import on
from app.models.events import Event

blueprint = Blueprint("events", __name__, cli_group="events")

from app.events import cli  # noqa: E402

__all__ = [
    "Event",
    "blueprint",
    "cli",
    "deliver",
    "deliver_waiting",
    "on",
    "prune",
    "tell",
    "undelivered",
]
