"""Who hears of what: the handlers that rooms registered."""

from __future__ import annotations

from collections.abc import Callable

from app.models.events import Event

Handler = Callable[[Event], None]

HANDLERS: dict[str, dict[str, Handler]] = {}
"""By kind of event, then by the handler's name."""


def on(*kinds: str) -> Callable[[Handler], Handler]:
    """Register a handler of events of these kinds (in a room's `tasks.py`).

    It runs in a transaction of its own together with the row that marks it done, so whatever it
    writes is written once. It only writes rows: no files, no hashing, no network. Its name is
    kept with each event it handled; a handler that is renamed hears of waiting events anew.
    """

    def register(handler: Handler) -> Handler:
        for kind in kinds:
            HANDLERS.setdefault(kind, {})[name_of(handler)] = handler
        return handler

    return register


def name_of(handler: Handler) -> str:
    """supervision.tasks.tell_the_supervisor"""
    module = handler.__module__.removeprefix("app.")
    return f"{module}.{handler.__name__}"


def handlers_of(kind: str) -> dict[str, Handler]:
    return dict(HANDLERS.get(kind, {}))
