"""Work in the background: events to deliver, and old ones to remove."""

from __future__ import annotations

from app.events import operations, queries
from app.jobs import work


@work("event", pending=queries.undelivered)
def deliver(event_id: int) -> None:
    operations.deliver(event_id)


@work("event.prune", pending=lambda: queries.old(operations.KEPT_FOR, 1))
def prune(_event_id: int) -> None:
    operations.prune()
